import { fileURLToPath } from 'node:url';
import { secret } from '../test/chaos/receiver-process.js';
import { receiverFolder } from './built-receivers.js';
import { runProgram } from './server-process.js';
import type { Subject } from './subject.js';

/** An instance of a function, which handles one event at a time and before it answers. No network is in it. */
export const lambdaDirect: Subject = {
  name: 'lambda-direct',
  title: 'lambda, direct: one instance, in the process',
  async measure({ events }) {
    const output = await runProgram({
      command: ['--import', 'tsx', fileURLToPath(new URL('lambda-loop.ts', import.meta.url)), String(events)],
      folder: await receiverFolder('lambda'),
      environment: { SINCH_WEBHOOK_SECRET: secret },
    });
    return JSON.parse(output) as Record<string, number>;
  },
};
