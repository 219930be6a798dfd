import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { skippedReporter } from './test/support/skipped-reporter.js';

// A global setup would load the package's build for bundlers, which takes longer and warns about every file.
const modelina = createRequire(import.meta.url).resolve('@asyncapi/modelina');

// What takes minutes: every fault and kill of a run, and documents that change while a user works.
const endurance = ['test/project/faults/**', 'test/evolve/**'];

export default defineConfig({
  test: {
    // Many tests wait for processes and leases. Left to itself, a machine of two cores runs one at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', skippedReporter],
    projects: [
      {
        test: {
          name: 'package',
          include: ['test/**/*.test.ts'],
          exclude: ['test/contract/**', 'test/wire/**', 'test/examples/**', 'test/golden/*/**', ...endurance],
          // Whole receivers are generated, compiled and started, next to other tests on a small machine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What is waited for comes when it comes.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'endurance',
          include: endurance.map((folder) => `${folder}/*.test.ts`),
          globalSetup: ['test/project/faults/build-source.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias: { '@asyncapi/modelina': modelina } },
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 30_000,
          globalSetup: [
            'test/contract/harness/generate-receivers.ts',
            'test/contract/harness/start-redis.ts',
          ],
        },
      },
    ],
  },
});
