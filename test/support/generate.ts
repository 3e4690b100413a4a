import { writeFile } from 'node:fs/promises';
import { generatedFiles } from './generated.ts';

for (const { path, now, wanted } of await generatedFiles()) {
  if (now !== wanted) await writeFile(path, wanted);
  process.stdout.write(`${now === wanted ? 'as it was' : 'written  '}  ${path}\n`);
}
