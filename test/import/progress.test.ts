import { describe, expect, it } from 'vitest';
import { createPaceMeter, toProgressText } from '../../src/import/progress.ts';
import { createStatusLine } from '../../src/import/status-line.ts';

describe('progress', () => {
  it('says how far it is, how fast it goes and how long it will take', () => {
    let now = 0;
    const measure = createPaceMeter(() => now);
    expect(toProgressText('a.jsonl', 0, 0, measure(0, 0))).toBe(
      '░░░░░░░░░░░░░░░░░░░░  0 %  0 papers  a.jsonl',
    );
    now = 10_000;
    expect(toProgressText('a.jsonl', 0.25, 40_000, measure(40_000, 0.25))).toBe(
      '█████░░░░░░░░░░░░░░░  25 %  40,000 papers  4,000/s  0:30 left  a.jsonl',
    );
    now = 20_000;
    expect(toProgressText('a.jsonl', 1, 80_000, measure(80_000, 1))).toContain(
      '100 %  80,000 papers  4,000/s  0:00 left',
    );
  });

  it('does not count what an earlier import had read', () => {
    let now = 0;
    const measure = createPaceMeter(() => now);
    measure(500, 0.5);
    now = 1000;
    expect(measure(1500, 0.75)).toEqual({ rate: 1000, left: 1 });
  });

  it('says hours where it takes hours', () => {
    const pace = { rate: 1, left: 3661 };
    expect(toProgressText('a', 0.01, 1, pace)).toContain('1:01:01 left');
  });
});

describe('a status line', () => {
  it('is written over, no oftener than one can read, and fits the terminal', () => {
    let now = 0;
    const written: string[] = [];
    const terminal = { write: (text: string) => written.push(text), isTTY: true, columns: 10 };
    const status = createStatusLine(terminal, () => now);
    status.show('one\u001b[2J\nis far too long');
    status.show('two');
    now = 150;
    status.show('three');
    status.clear();
    expect(written).toEqual(['\r\u001b[2Kone [2J i', '\r\u001b[2Kthree', '\r\u001b[2K']);
  });

  it('is silent where nobody looks', () => {
    const written: string[] = [];
    const status = createStatusLine({ write: (text) => written.push(text) });
    status.show('one');
    status.clear();
    expect(written).toEqual([]);
  });
});
