import { readFile } from 'node:fs/promises';
import type { EventModel } from '../model/receiver-model.js';
import { packageRoot } from '../package-root.js';
import { isRecord } from '../spec/json.js';

const samplesFolder = new URL('spec/samples/', packageRoot);

/** The body the package has for an event of the bundled document. */
export async function readSample(event: EventModel): Promise<Record<string, unknown>> {
  const sample: unknown = JSON.parse(
    await readFile(new URL(`${event.fileName}.json`, samplesFolder), 'utf8'),
  );
  if (!isRecord(sample)) throw new TypeError(`The sample of ${event.trigger} is not an object`);
  return sample;
}
