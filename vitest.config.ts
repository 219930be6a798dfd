import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'package',
          include: ['test/**/*.test.ts'],
          exclude: ['test/contract/**', 'test/wire/**'],
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          globalSetup: ['test/contract/harness/generate-receivers.ts'],
        },
      },
    ],
  },
});
