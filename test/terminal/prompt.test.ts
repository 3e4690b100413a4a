import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { startTerminal, type TerminalParts } from '../../adapters/terminal/terminal.ts';
import { createTerminal } from './small-bot.ts';

const [TAB, UP, ENTER, CTRL_C, CTRL_D] = ['\t', '\u001b[A', '\r', '\u0003', '\u0004'];

/** Types all at once, or, where a step says what to wait for, once that is shown. */
async function converse(steps: readonly (string | { until: string })[], more: Partial<TerminalParts> = {}) {
  const terminal = createTerminal({ isTTY: true, env: { NO_COLOR: '1' } });
  const shown = () => stripVTControlCharacters(terminal.shown());
  const done = startTerminal({ ...terminal.parts({ json: false }), ...more });
  for (const step of steps) {
    if (typeof step === 'string') terminal.stdin.write(step);
    else await vi.waitUntil(() => shown().includes(step.until), { timeout: 10_000, interval: 5 });
  }
  return { code: await done, shown: shown() };
}

describe('the prompt', () => {
  it.each([
    ['exit', `exit${ENTER}`],
    ['quit', `QUIT${ENTER}`],
    ['Ctrl-D', CTRL_D],
    ['Ctrl-C twice', `${CTRL_C}${CTRL_C}`],
  ])('greets once and is left with %s', async (_, typed) => {
    const { code, shown } = await converse([typed]);
    expect(code).toBe(0);
    expect(shown.split('265 papers.')).toHaveLength(2);
  });

  it('answers a line with keys for what comes next, and a key presses its button', async () => {
    const { shown } = await converse([`search moe${ENTER}`, `m${ENTER}`, `2s${ENTER}`, CTRL_D]);
    expect(shown).toContain('[m] more   [1s] summary of 1   [1+] 👍   [1-] 👎   [1v] save 1   [1o] open');
    expect(shown).toMatch(/\nsearch moe --page 2\n2 papers about moe, page 2\n/);
    expect(shown).toContain('TL;DR of 2402.17764');
  });

  it('prints the address that a key opens', async () => {
    const { shown } = await converse([`search moe${ENTER}`, `2o${ENTER}`, CTRL_D]);
    expect(shown).toContain('\nhttps://arxiv.org/abs/2402.17764\n');
  });

  it('shows an error where the person looks, and goes on', async () => {
    const { code, shown } = await converse([`nonsense${ENTER}`, `summary 1${ENTER}`, CTRL_D]);
    expect(code).toBe(0);
    expect(shown).toMatch(/There is no command “nonsense”\..*TL;DR of 1/s);
  });

  it('clears a half-typed line on Ctrl-C and stays', async () => {
    const { shown } = await converse([`nonsense${CTRL_C}`, `summary 1${ENTER}`, CTRL_D]);
    expect(shown).toContain('TL;DR of 1\n');
    expect(shown).not.toContain('There is no command');
  });

  it('completes commands and words on Tab', async () => {
    const { shown } = await converse([
      `sea${TAB}`,
      { until: 'paper> search ' },
      `moe m${TAB}`,
      { until: 'moe mamba' },
      ENTER,
      CTRL_D,
    ]);
    expect(shown).toContain('2 papers about moe mamba, page 1');
  });

  it('lists titles on Tab where the values to choose from are IDs', async () => {
    const { shown } = await converse([`summary era${TAB}`, { until: '1-bit LLMs\n' }, CTRL_C, CTRL_D]);
    expect(shown).toContain('MoE-Mamba\nThe Era of 1-bit LLMs\n');
  });

  it('keeps its history in a file that only its owner can read', async () => {
    const historyFile = join(await mkdtemp(join(tmpdir(), 'paperboy-')), 'history');
    await writeFile(historyFile, 'summary 1\n', { mode: 0o600 });
    const { shown } = await converse([`${UP}${ENTER}`, `summary 2${ENTER}`, CTRL_D], { historyFile });
    expect(shown).toContain('TL;DR of 1');
    expect(await readFile(historyFile, 'utf8')).toBe('summary 1\nsummary 2\n');
    expect((await stat(historyFile)).mode & 0o077).toBe(0);
  });

  it('does without a history that cannot be read or kept', async () => {
    const { code, shown } = await converse([`summary 1${ENTER}`, CTRL_D], {
      historyFile: '/dev/null/history',
    });
    expect(code).toBe(0);
    expect(shown).toContain('TL;DR of 1');
  });
});
