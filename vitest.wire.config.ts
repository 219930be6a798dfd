import { defineConfig } from 'vitest/config';

// Real callbacks are not part of this repository, so this suite is not part of `npm test`.
export default defineConfig({
  test: {
    include: ['test/wire/**/*.test.ts'],
    globalSetup: ['test/contract/harness/generate-receivers.ts'],
  },
});
