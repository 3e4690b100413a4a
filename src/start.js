// Plain JavaScript that any Node reads, so that one too old for TypeScript still gets a line saying what to do.
const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  process.stderr.write(
    `Paperboy needs Node ${NEEDED} or newer; this is ${process.versions.node}. "npm start" brings its own, or install Node ${NEEDED}.\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
