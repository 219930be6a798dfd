import { readFile } from 'node:fs/promises';
import type { EventModel } from '../model/receiver-model.js';
import { renderSample } from '../model/sample.js';
import { packageRoot } from '../package-root.js';
import { isRecord } from '../spec/json.js';

const samplesFolder = new URL('spec/samples/', packageRoot);

/** A body of the event: the package's own where it has one, else what the event's document gives. */
export async function readSample(event: EventModel): Promise<Record<string, unknown>> {
  const bundled = await readFile(new URL(`${event.fileName}.json`, samplesFolder), 'utf8').catch(
    () => undefined,
  );
  const sample: unknown = JSON.parse(renderSample(event, bundled));
  if (!isRecord(sample)) throw new TypeError(`The sample of ${event.trigger} is not an object`);
  return sample;
}
