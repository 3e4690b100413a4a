import { summarise } from '../../src/answers/summary.ts';
import { type Rouge, rougeBestOf } from './rouge.ts';
import { readSciTldr } from './scitldr.ts';

const SPLIT = 'dev';

/**
 * `npm run bench -- summary FOLDER [--json]`: ROUGE (F1, 0 to 100) of the TL;DR sentence against the summaries that people
 * wrote, over SciTLDR's dev split; of several references the one with the highest ROUGE-1 counts.
 */
export async function benchSummary(path: string, options: { json: boolean }): Promise<void> {
  const examples = await readSciTldr(path, SPLIT);
  const scores = examples.map(({ paper, targets }) => rougeBestOf(summarise(paper).tldr.text, targets));
  const figures = {
    split: SPLIT,
    papers: examples.length,
    rouge1: toPercent(scores, 'rouge1'),
    rouge2: toPercent(scores, 'rouge2'),
    rougeL: toPercent(scores, 'rougeL'),
  };
  process.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : toTable(figures));
}

function toPercent(scores: readonly Rouge[], name: keyof Rouge): number {
  const sum = scores.reduce((total, score) => total + score[name], 0);
  return Math.round((10_000 * sum) / Math.max(1, scores.length)) / 100;
}

function toTable(figures: Readonly<Record<string, string | number>>): string {
  return `${Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(8)} ${value}`)
    .join('\n')}\n`;
}
