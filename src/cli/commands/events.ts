import { buildBundledModel } from '../../model/bundled.js';
import { buildModel } from '../../model/build.js';
import type { ReceiverModel } from '../../model/receiver-model.js';
import { loadSpec, parseSpecSource } from '../../spec/load.js';
import { parseSpec } from '../../spec/parse.js';
import type { Context } from '../context.js';

export interface EventsFlags {
  readonly spec?: string;
}

export async function runEvents(flags: EventsFlags, { io, terminal }: Context): Promise<number> {
  terminal.progress('Reading the document');
  const { events } = await readModel(flags.spec, io.stdin);
  const list = events.map(({ trigger, eventKey, address, handlerName }) => {
    return { trigger, eventKey: eventKey ?? null, address, handlerName };
  });
  terminal.json(list);
  terminal.table({
    header: ['EVENT', 'KEY', 'CHANNEL', 'HANDLER'],
    rows: list.map(({ trigger, eventKey, address, handlerName }) => [
      trigger,
      eventKey ?? '-',
      address,
      handlerName,
    ]),
  });
  return 0;
}

async function readModel(spec: string | undefined, stdin: AsyncIterable<Uint8Array>): Promise<ReceiverModel> {
  const wire = await buildBundledModel();
  const source = parseSpecSource(spec);
  if (source.kind === 'bundled') return wire;
  return buildModel(await parseSpec(await loadSpec(source, { stdin })), { wire });
}
