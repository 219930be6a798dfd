import type { EventModel } from '../model/receiver-model.js';
import { renderSample } from '../model/sample.js';
import { readBundledSample } from '../spec/bundled-sample.js';
import { isRecord } from '../spec/json.js';

/** A body of the event: the package's own where it has one, else what the event's document gives. */
export async function readSample(event: EventModel): Promise<Record<string, unknown>> {
  const sample: unknown = JSON.parse(renderSample(event, readBundledSample(event.fileName)));
  if (!isRecord(sample)) throw new TypeError(`The sample of ${event.trigger} is not an object`);
  return sample;
}
