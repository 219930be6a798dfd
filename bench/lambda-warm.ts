import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secret } from '../test/chaos/receiver-process.js';
import { receiverFolder } from './built-receivers.js';
import { runProgram } from './server-process.js';

/** Events that a second of work takes of one instance, by the median of the rounds, and as a share of the floor's. */
export interface LambdaWarm {
  readonly plain: WarmFigures;
  readonly base64: WarmFigures;
}

export interface WarmFigures {
  readonly floorPerSecond: number;
  readonly perSecond: number;
  readonly share: number;
}

export interface WarmOptions {
  readonly rounds: number;
  /** In each round, for each handler and form. */
  readonly events: number;
  /** From `warn` on, handlers that were generated say nothing of an event. */
  readonly logLevel?: 'info' | 'warn';
}

/** Invokes a function whose inbox is `direct` beside the floor, in one process and in turn. */
export async function measureLambdaWarm({
  rounds,
  events,
  logLevel = 'warn',
}: WarmOptions): Promise<LambdaWarm> {
  const receiver = await receiverFolder('lambda');
  const output = await runProgram({
    command: [
      '--import',
      'tsx',
      fileURLToPath(new URL('lambda-warm-loop.ts', import.meta.url)),
      join(receiver, 'dist/ingest.js'),
      String(rounds),
      String(events),
    ],
    folder: receiver,
    environment: { SINCH_WEBHOOK_SECRET: secret, INBOX: 'direct', LOG_LEVEL: logLevel },
  });
  // Handlers write to the same place, before.
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as LambdaWarm;
}
