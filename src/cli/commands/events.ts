import type { Context } from '../context.js';
import { readModel } from '../read-model.js';

export interface EventsFlags {
  readonly spec?: string;
}

export async function runEvents(flags: EventsFlags, { io, terminal }: Context): Promise<number> {
  terminal.progress('Reading the document');
  const { events } = await readModel(flags.spec, io);
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
