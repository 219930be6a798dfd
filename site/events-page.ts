import type { ReceiverModel } from '../src/model/receiver-model.js';
import { code, prose, table } from './encode.js';
import type { Page } from './page.js';

/** The list of all events. */
export function renderEvents({ events }: ReceiverModel): Page {
  const rows = events.map(({ trigger, fileName, eventKey, summary }) => [
    `[${trigger}](${fileName}.md)`,
    eventKey === undefined ? '' : code(eventKey),
    prose(summary ?? ''),
  ]);
  const text = [
    '# Events',
    `The bundled document describes ${events.length} events. A body tells its event by a property at its top, its key, that no other event has: the name of an event is nowhere in a request.`,
    table(['event', 'key', ''], rows),
  ];
  return { path: 'events/index.md', text: `${text.join('\n\n')}\n` };
}
