import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { messageScopes, type Scope, scopes } from '../../adapters/slack/scopes.ts';
import { commands } from '../../src/commands/commands.ts';
import { settings, toEnvExample } from '../../src/config.ts';
import { createDoctor } from '../../src/operations/doctor.ts';
import { operations } from '../../src/operations/operations.ts';
import { ROOT } from '../../src/root.ts';

/**
 * The parts of files that are printed from the code: `npm run generate` writes them, and a test holds them equal.
 * In Markdown such a part stands between `<!-- generated: NAME -->` or `<!-- transcript: LINE -->` and `<!-- end -->`.
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
      [...operations, createDoctor([], { fetch, clock: { now: () => new Date() } })].map((each) => [
        `\`npm start -- ${each.example}\``,
        each.summary,
      ]),
    ),
  scopes: () => toScopeTable(scopes),
  messageScopes: () => toScopeTable(messageScopes),
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
    /(<!-- (generated|transcript): (.+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (all, open: string, kind: string, name: string, close: string) => {
      const print = kind === 'generated' ? parts[name] : () => transcript(name);
      return print ? `${open}\n${print()}\n\n${close}` : all;
    },
  );
}

/** What the program prints for a line, as in a pipe. */
function transcript(line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-transcript-'));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [resolve(ROOT, 'src/start.js'), ...line.split(' ')],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATA_DIR: folder, NO_COLOR: '1', LANG: 'en_GB.UTF-8' },
    },
  );
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`${line} ended with ${status}: ${stderr}`);
  return `\`\`\`\n${stdout.trim()}\n\`\`\``;
}

function toScopeTable(all: readonly Scope[]): string {
  return toMarkdownTable(
    ['Scope', 'Why'],
    all.map(({ scope, reason }) => [`\`${scope}\``, reason]),
  );
}

function toMarkdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
