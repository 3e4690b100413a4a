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

  it('the product imports exactly the dependencies that package.json declares', () => {
    const imported = new Set(
      product
        .map(({ from }) => from)
        .filter(isPackage)
        .map(packageOf),
    );
    expect([...imported].sort()).toEqual(
      Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).sort(),
    );
  });

  it('tests import nothing that package.json does not declare', () => {
    const declared = new Set([
      ...Object.keys(manifest.dependencies),
      ...Object.keys(manifest.optionalDependencies),
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
