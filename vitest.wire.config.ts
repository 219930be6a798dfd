import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// As in vitest.config.ts.
const modelina = createRequire(import.meta.url).resolve('@asyncapi/modelina');

// Real callbacks are not part of this repository, so this suite is not part of `npm test`.
export default defineConfig({
  resolve: { alias: { '@asyncapi/modelina': modelina } },
  test: {
    include: ['test/wire/**/*.test.ts'],
    testTimeout: 30_000,
    reporters: ['verbose'],
    globalSetup: ['test/contract/harness/generate-receivers.ts'],
  },
});
