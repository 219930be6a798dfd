import type { SpecDocument } from '../spec/document.js';
import { createFinding, type Finding } from '../spec/finding.js';
import { printable } from '../spec/printable.js';
import type { SpecTree } from '../spec/spec-tree.js';
import { listEvents } from './list-events.js';
import type { DocumentModel } from './read-model.js';
import { isKeyless } from './receiver-model.js';
import { findUnusedExtensions } from './unused-extensions.js';
import { findUnusedRules } from './unused-rules.js';
import { compareWithWire } from './wire-differences.js';

/** What a valid document says that a receiver of it does not do. */
export function findRemarks({
  document,
  tree,
  model,
  wire,
}: DocumentModel & { document: SpecDocument; tree: SpecTree }): Finding[] {
  const sources = listEvents(document);
  const placeOf = (trigger: string) =>
    tree.placeOf(sources.find((source) => source.trigger === trigger)?.message.path ?? []);

  const keyless = model.events.filter(isKeyless);
  const differences = compareWithWire(model, wire).filter(({ kind }) => kind !== 'missing-event');
  const roots = sources.map(({ message }) => ({
    schema: message.payload,
    path: [...message.path, 'payload'],
  }));
  return [
    ...findUnusedExtensions(sources, { model, tree }),
    ...keyless.map(({ trigger }) =>
      createFinding({
        code: 'SPEC_EVENT_KEYLESS',
        message: `Nothing in a body tells ${trigger}: only the path of its own channel takes it.`,
        help: 'Name the property that does: x-sinch-event-key on the message.',
        place: placeOf(trigger),
      }),
    ),
    ...differences.map(({ trigger, message }) =>
      createFinding({
        code: 'SPEC_DIFFERS',
        message: `${trigger}: ${message}`,
        help: 'Correct the document, or use the bundled one.',
        place: placeOf(trigger),
      }),
    ),
    ...findUnusedRules(roots).map(({ path, keyword, reason }) =>
      createFinding({
        code: 'SPEC_RULE_UNUSED',
        message: `A receiver does not check ${printable(keyword)} here: ${reason}.`,
        help: 'Write the rule in another way, or check it in your handler.',
        place: tree.placeOf(path),
      }),
    ),
  ];
}
