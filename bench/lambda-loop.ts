import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LambdaEvent, LambdaResult } from '../src/runtime/lambda-event.js';
import { createEvents } from '../test/chaos/events.js';
import { createRandom } from '../test/chaos/random.js';
import { headersOf } from '../test/chaos/requests.js';

/*
 * Invokes the function of the receiver in the working folder as Lambda does, one event after the other, and prints what it
 * has measured. The events are made before the clock starts.
 */

const total = Number(process.argv[2]);
const module = pathToFileURL(join(process.cwd(), 'dist', 'ingest.js')).href;
const { handler } = (await import(module)) as { handler: (event: LambdaEvent) => Promise<LambdaResult> };
const source = createEvents(createRandom(Date.now()));
await invoke(Array.from({ length: Math.ceil(total / 3) }, nextEvent));

const events = Array.from({ length: total }, nextEvent);
const workedBefore = process.cpuUsage();
const startedAt = performance.now();
await invoke(events);
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(workedBefore);
console.log(
  JSON.stringify({
    acknowledged: total / seconds,
    handled: total / seconds,
    perProcessorSecond: (total * 1_000_000) / (user + system),
  }),
);

async function invoke(batch: readonly LambdaEvent[]): Promise<void> {
  for (const event of batch) {
    const { statusCode } = await handler(event);
    if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
  }
}

/** As a Function URL hands it over. */
function nextEvent(): LambdaEvent {
  const { body } = source.next();
  return {
    rawPath: '/webhooks/sinch',
    headers: { 'content-type': 'application/json', ...Object.fromEntries(headersOf(body)) },
    requestContext: { http: { method: 'POST' } },
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
}
