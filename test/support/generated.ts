import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { commands } from '../../src/commands/commands.ts';
import { settings, toEnvExample } from '../../src/config.ts';
import { ROOT } from '../../src/corpus.ts';
import { operations } from '../../src/operations/operations.ts';

/**
 * The parts of files that are printed from the code: `npm run generate` writes them, and a test holds them equal.
 * In Markdown such a part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
 */
const parts: Readonly<Record<string, () => string>> = {
  commands: () =>
    toMarkdownTable(
      ['Command', 'What it does', 'Example'],
      commands.map((each) => [
        `\`${[each.name, ...(each.aliases ?? [])].join('`, `')}\``,
        each.summary,
        `\`${each.examples[0]}\``,
      ]),
    ),
  operations: () =>
    toMarkdownTable(
      ['At the machine', 'What it does'],
      operations.map((each) => [`\`npm start -- ${each.example}\``, each.summary]),
    ),
  settings: () =>
    toMarkdownTable(
      ['Setting', 'Default', 'What it does'],
      Object.entries(settings.shape).map(([name, schema]) => {
        const { data } = schema.safeParse(undefined);
        return [`\`${name}\``, data === undefined ? '' : `\`${data}\``, schema.description ?? ''];
      }),
    ),
};

/** Every generated file: its path, what stands in it now, and what should. */
export async function generatedFiles(): Promise<{ path: string; now: string; wanted: string }[]> {
  const read = (path: string) => readFile(path, 'utf8').catch(() => '');
  const example = resolve(ROOT, '.env.example');
  const readme = resolve(ROOT, 'README.md');
  const text = await read(readme);
  return [
    { path: example, now: await read(example), wanted: toEnvExample() },
    { path: readme, now: text, wanted: withParts(text) },
  ];
}

function withParts(markdown: string): string {
  return markdown.replace(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (all, open: string, name: string, close: string) => {
      const print = parts[name];
      return print ? `${open}\n${print()}\n\n${close}` : all;
    },
  );
}

function toMarkdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
