// Plain JavaScript that any Node reads, so that one too old for TypeScript still gets a line saying what to do.
const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  process.stderr.write(
    `Paperboy needs Node ${NEEDED} or newer; this is ${process.versions.node}. "npm start" brings its own, or install Node ${NEEDED}.\n`,
  );
  process.exitCode = 1;
} else {
  const { fileURLToPath } = await import('node:url');
  // Kept from start to start: what was compiled, and TypeScript with its types taken out. Beside the packages, where none but
  // whoever installed them can write; where that is nobody, each start compiles anew.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/paperboy', import.meta.url)));
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
