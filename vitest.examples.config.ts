import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// As in vitest.config.ts.
const modelina = createRequire(import.meta.url).resolve('@asyncapi/modelina');

// The examples are other people's documents, fetched from the registry, so this suite is not part of `npm test`.
export default defineConfig({
  resolve: { alias: { '@asyncapi/modelina': modelina } },
  test: {
    include: ['test/examples/**/*.test.ts'],
    // The compiler looks at some eighty receivers at once, on a machine that may be busy.
    testTimeout: 240_000,
  },
});
