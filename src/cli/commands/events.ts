import { exitCodes } from '../../errors.js';
import { readModel } from '../../model/read-model.js';
import { loadSpec, parseSpecSource } from '../../spec/load.js';
import type { Context } from '../context.js';

export interface EventsFlags {
  readonly spec?: string;
}

export async function runEvents(flags: EventsFlags, { io, terminal }: Context): Promise<number> {
  terminal.progress('Reading the document');
  const spec = await loadSpec(parseSpecSource(flags.spec), { stdin: io.stdin });
  const { events } = (await readModel(spec)).model;
  const list = events.map(({ trigger, eventKey, tag, address, handlerName }) => {
    return { trigger, eventKey: eventKey ?? null, tag: tag ?? null, address, handlerName };
  });
  terminal.json(list);
  terminal.table({
    header: ['EVENT', 'KEY', 'CHANNEL', 'HANDLER'],
    rows: list.map(({ trigger, eventKey, tag, address, handlerName }) => [
      trigger,
      eventKey ?? (tag === null ? '-' : `${tag.property}: ${tag.values.join(', ')}`),
      address,
      handlerName,
    ]),
  });
  return exitCodes.done.code;
}
