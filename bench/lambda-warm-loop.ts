import { pathToFileURL } from 'node:url';
import type { LambdaEvent, LambdaResult } from '../src/runtime/lambda-event.js';
import { createEvents } from '../test/chaos/events.js';
import { createRandom } from '../test/chaos/random.js';
import { headersOf } from '../test/chaos/requests.js';
import { floorHandler } from './lambda-floor.js';
import type { LambdaWarm, WarmFigures } from './lambda-warm.js';
import { median } from './measured.js';

/*
 * Invokes the function in a file beside the floor, one event after the other, and prints what it has measured. The events
 * are made before the clock starts, and no two of them are the same.
 */

type Handler = (event: LambdaEvent) => Promise<LambdaResult>;
type Form = 'plain' | 'base64';

const [file = '', rounds, events] = process.argv.slice(2);
const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
const source = createEvents(createRandom(Date.now()));
const figures: LambdaWarm = { plain: await measure('plain'), base64: await measure('base64') };
console.log(JSON.stringify(figures));

async function measure(form: Form): Promise<WarmFigures> {
  const floor: number[] = [];
  const found: number[] = [];
  const shares: number[] = [];
  // Engines begin with code that they make better later.
  for (let round = -2; round < Number(rounds); round += 1) {
    const batch = Array.from({ length: Number(events) }, () => eventIn(form));
    const ofFloor = await perSecond(floorHandler, batch);
    const ofHandler = await perSecond(handler, batch);
    if (round < 0) continue;
    floor.push(ofFloor);
    found.push(ofHandler);
    shares.push(ofHandler / ofFloor);
  }
  return { floorPerSecond: median(floor), perSecond: median(found), share: median(shares) };
}

/** By the time that the process has worked, which others on the machine do not lengthen as they do the wait. */
async function perSecond(invoke: Handler, batch: readonly LambdaEvent[]): Promise<number> {
  const workedBefore = process.cpuUsage();
  for (const event of batch) {
    const { statusCode } = await invoke(event);
    if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
  }
  const { user, system } = process.cpuUsage(workedBefore);
  return (batch.length * 1_000_000) / (user + system);
}

/** As a Function URL hands it over. */
function eventIn(form: Form): LambdaEvent {
  const { body } = source.next();
  return {
    rawPath: '/webhooks/sinch',
    headers: { 'content-type': 'application/json', ...Object.fromEntries(headersOf(body)) },
    requestContext: { http: { method: 'POST' } },
    body: body.toString(form === 'base64' ? 'base64' : 'utf8'),
    isBase64Encoded: form === 'base64',
  };
}
