import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { toJsonLine } from '../../adapters/terminal/json.ts';
import { linesOf } from '../../adapters/terminal/lines.ts';
import { startTerminal } from '../../adapters/terminal/terminal.ts';
import { createTerminal } from './small-bot.ts';

const answer = async (line: string, json = false) => {
  const terminal = createTerminal();
  const code = await startTerminal(terminal.parts({ line, json }));
  return { code, out: terminal.shown(), err: terminal.errors() };
};

const pipe = async (input: string, json = false) => {
  const terminal = createTerminal();
  terminal.stdin.end(input);
  const code = await startTerminal(terminal.parts({ json }));
  return { code, out: terminal.shown(), err: terminal.errors() };
};

describe('one line', () => {
  it('is answered on standard output', async () => {
    expect(await answer('summary 2401.04081')).toEqual({ code: 0, out: 'TL;DR of 2401.04081\n', err: '' });
  });

  it.each([
    ['a mistake of the asker', 'nonsense', 1, 'There is no command “nonsense”.'],
    ['something that is down', 'search outage', 2, 'The index is away.'],
    ['a bug', 'search bug', 2, 'Something broke on my side.'],
  ])('leaves standard output empty for %s', async (_, line, code, message) => {
    const result = await answer(line);
    expect({ ...result, err: result.err.slice(0, message.length) }).toEqual({ code, out: '', err: message });
  });

  it('is answered with lines to type next only where a person reads them', async () => {
    const terminal = createTerminal({ isTTY: true, env: { NO_COLOR: '1' } });
    await startTerminal(terminal.parts({ line: 'search moe', json: false }));
    expect(terminal.shown()).toContain(
      '→ search moe --page 2   → summary 2401.04081   → save --paper 2401.04081\nhttps://arxiv.org/abs/2401.04081',
    );
    expect((await answer('search moe')).out).not.toContain('→');
  });
});

describe('--json', () => {
  it('prints one object with the reply and the papers shown, in order', async () => {
    const { out, code } = await answer('search moe', true);
    const { reply, papers, ...rest } = JSON.parse(out);
    expect({ code, rest, lines: out.split('\n').length }).toEqual({ code: 0, rest: {}, lines: 2 });
    expect(reply.title).toBe('2 papers about moe, page 1');
    expect(papers).toEqual([
      expect.objectContaining({ id: '2401.04081', abstract: 'We propose it.' }),
      expect.objectContaining({ id: '2402.17764', foundIn: [{ document: 'page.txt', line: 3 }] }),
    ]);
  });

  it.each([
    ['nonsense', 1, 'user-error', 'There is no command “nonsense”.'],
    ['search outage', 2, 'unavailable', 'The index is away.'],
    ['search bug', 2, 'bug', expect.stringContaining('Something broke')],
  ])('prints what failed in “%s” on standard output', async (line, code, kind, message) => {
    const result = await answer(line, true);
    expect({ code: result.code, err: result.err }).toEqual({ code, err: '' });
    expect(JSON.parse(result.out)).toMatchObject({ error: { kind, message }, papers: [] });
  });

  it('keeps one line and steers no terminal, whatever the texts hold, and reads back the same', () => {
    const reply = { title: 'a\u001b[31m\u009b\u007f\n\u2028\u202e深' };
    const line = toJsonLine({ outcome: 'ok', reply }, []);
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u);
    expect(JSON.parse(line)).toEqual({ reply, papers: [] });
  });
});

describe('lines from a pipe', () => {
  it('are answered one by one, blank ones skipped, the last without its line end', async () => {
    const result = await pipe('\ufeffsummary 1\r\n\r\n   \nsummary 2');
    expect(result).toEqual({ code: 0, out: 'TL;DR of 1\n\nTL;DR of 2\n', err: '' });
  });

  it('are answered before the next one comes', async () => {
    const terminal = createTerminal();
    const done = startTerminal(terminal.parts({ json: true }));
    const first = new Promise((resolve) => terminal.stdout.once('data', resolve));
    terminal.stdin.write('summary 1\nsumm');
    expect(String(await first)).toContain('TL;DR of 1');
    terminal.stdin.end('ary 2\n');
    expect(await done).toBe(0);
    expect(terminal.shown().trim().split('\n')).toHaveLength(2);
  });

  it('give the exit code of the worst of them', async () => {
    expect((await pipe('nonsense\nsummary 1\n')).code).toBe(1);
    expect((await pipe('search bug\nnonsense\n')).code).toBe(2);
    expect((await pipe('')).code).toBe(0);
  });

  it('may be long, hold a U+2028, or be cut inside a character', async () => {
    const terminal = createTerminal();
    const [head, tail] = [Buffer.from('深').subarray(0, 1), Buffer.from('深').subarray(1)];
    terminal.stdin.write('x'.repeat(200_000));
    terminal.stdin.write(head);
    terminal.stdin.end(Buffer.concat([tail, Buffer.from('\u2028\n')]));
    const lines: string[] = [];
    for await (const line of linesOf(terminal.stdin)) lines.push(line);
    expect(lines).toEqual([`${'x'.repeat(200_000)}深\u2028`, '']);
  });

  it('say so when they cannot be read', async () => {
    const terminal = createTerminal();
    terminal.stdin.destroy(new Error('EISDIR'));
    await expect(startTerminal(terminal.parts({ json: false }))).rejects.toThrow('EISDIR');
  });
});

describe('a reader who leaves', () => {
  const failing = (code: string) =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });

  it('ends the work quietly', async () => {
    const terminal = createTerminal();
    terminal.stdin.write('summary 1\nsummary 2\n');
    const { io, ...parts } = terminal.parts({ json: false });
    expect(await startTerminal({ ...parts, io: { ...io, stdout: failing('EPIPE') } })).toBe(0);
  });

  it('is not mistaken for a full disk', async () => {
    const { io, ...parts } = createTerminal().parts({ line: 'summary 1', json: false });
    const started = startTerminal({ ...parts, io: { ...io, stdout: failing('ENOSPC') } });
    await expect(started).rejects.toThrow('ENOSPC');
  });
});
