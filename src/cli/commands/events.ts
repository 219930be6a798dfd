import { exitCodes } from '../../errors.js';
import { readModel } from '../../model/read-model.js';
import type { Context } from '../context.js';
import { type DocumentFlags, readDocument } from '../document-flags.js';

export interface EventsFlags extends DocumentFlags {
  readonly spec?: string;
}

export async function runEvents(flags: EventsFlags, { io, terminal }: Context): Promise<number> {
  terminal.progress('Reading the document');
  const spec = await readDocument(flags.spec, flags, io);
  const { events } = (await readModel(spec)).model;
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
  return exitCodes.done.code;
}
