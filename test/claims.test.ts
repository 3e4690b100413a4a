import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../src/root.ts';
import { generatedFiles } from './support/generated.ts';

/** What the documents claim about the code, held true. */

interface Import {
  file: string;
  from: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') || name.endsWith('.js'))
    .map((name) => join(folder, name));
}

function importsOf(files: readonly string[]): Import[] {
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const found = text.matchAll(
      /(?:^|\s)(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
    );
    return [...found].map((match) => ({ file, from: match[1] ?? match[2] ?? match[3] ?? '' }));
  });
}

const packageOf = (from: string) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
const isPackage = (from: string) => !from.startsWith('.') && !from.startsWith('node:');
const manifest: { dependencies: object; optionalDependencies: object; devDependencies: object } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);
const product = importsOf([...filesBelow('src'), ...filesBelow('adapters')]);

describe('what the documents claim', () => {
  it('the core imports no chat platform', () => {
    const platforms = product.filter(
      ({ file, from }) =>
        file.startsWith('src/') && /discord|slack/i.test(from) && !/^\.\.?\/.*adapters/.test(from),
    );
    expect(platforms).toEqual([]);
  });

  it('only the program’s start knows the adapters', () => {
    const knowing = product
      .filter(({ file, from }) => file.startsWith('src/') && from.includes('adapters/'))
      .map((each) => each.file);
    expect([...new Set(knowing)].sort()).toEqual(['src/chats.ts', 'src/main.ts']);
  });

  it('no adapter imports another', () => {
    const crossing = product.filter(({ file, from }) => {
      const own = relative('adapters', file).split('/')[0];
      return (
        file.startsWith('adapters/') &&
        /^\.\.\/(\w+)\//.test(from) &&
        !from.startsWith('../../') &&
        !from.startsWith(`../${own}/`)
      );
    });
    expect(crossing).toEqual([]);
  });

  /** Imported where it is installed; what the program does without it is its own matter. */
  const optional = 'pino-pretty';

  it('the product imports exactly the dependencies that package.json declares', () => {
    const imported = new Set(
      product
        .map(({ from }) => from)
        .filter(isPackage)
        .map(packageOf)
        .filter((name) => name !== optional),
    );
    expect([...imported].sort()).toEqual(
      Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).sort(),
    );
  });

  it('pins every dependency to one version, and locks all of them', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const all: Record<string, string> = { ...dependencies, ...devDependencies, ...optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const lock: { packages: Record<string, { integrity?: string; link?: true }> } = JSON.parse(
      readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
    );
    const unlocked = Object.entries(lock.packages).filter(
      ([path, { integrity }]) => path !== '' && !integrity,
    );
    expect(unlocked.map(([path]) => path)).toEqual([]);
  });

  it('SECURITY.md names a test for each threat, and each is there', () => {
    const lines = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8').split('\n');
    const threats = lines.filter((line) => line.startsWith('| ') && !/^\| (?:Threat|---)/.test(line));
    expect(threats.length).toBeGreaterThan(15);
    const untested = threats.filter((threat) => {
      const [, file, title] = /\| `(test\/[^`]+)`: (.+) \|$/.exec(threat) ?? [];
      if (file === undefined || title === undefined) return true;
      return !readFileSync(join(ROOT, file), 'utf8')
        .split(title)
        .some((before) => /['`]$/.test(before));
    });
    expect(untested).toEqual([]);
  });

  it('Docker, systemd and package.json mean the same Node, and the image holds what runs and nothing else', () => {
    const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
    const { devDependencies } = JSON.parse(read('package.json'));
    expect(read('Dockerfile')).toContain(`ARG NODE=${devDependencies.node}-`);
    expect(read('Dockerfile')).toMatch(/^USER node$/m);
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    const sent = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(new Set(copied)).toEqual(new Set(sent));
    expect(read('packaging/paperboy.service')).toContain('src/start.js');
  });

  it('tests import nothing that package.json does not declare', () => {
    const declared = new Set([
      ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
      ...Object.keys(manifest.devDependencies),
    ]);
    const undeclared = importsOf(filesBelow('test')).filter(
      ({ from }) => isPackage(from) && !declared.has(packageOf(from)),
    );
    expect(undeclared).toEqual([]);
  });

  it('.env.example and the tables of README are printed from the code (npm run generate)', async () => {
    for (const { now, wanted } of await generatedFiles()) expect(now).toBe(wanted);
  });
});
