import { defineConfig } from 'vitest/config';

// Time belongs in `npm run bench`: the limit here only ends a test that hangs.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
