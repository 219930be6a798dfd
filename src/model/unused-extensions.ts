import type { SpecMessage } from '../spec/document.js';
import { createFinding, type Finding } from '../spec/finding.js';
import { printable } from '../spec/printable.js';
import type { SpecTree } from '../spec/spec-tree.js';
import type { EventSource } from './list-events.js';
import { readIdentity } from './read-identity.js';
import type { ReceiverModel } from './receiver-model.js';
import type { SchemaNode } from './schema.js';

/** The `x-sinch-…` entries of messages that a receiver cannot use as they stand. */
export function findUnusedExtensions(
  sources: readonly EventSource[],
  { model, tree }: { model: ReceiverModel; tree: SpecTree },
): Finding[] {
  return sources.flatMap(({ trigger, message }) => {
    const payload = model.events.find((event) => event.trigger === trigger)?.payload;
    return [
      remarkOnTrigger(trigger, message),
      remarkOnEventKey(message, payload),
      remarkOnIdentity(message, payload),
    ].flatMap((remark) => {
      if (remark === undefined) return [];
      const { extension, ...words } = remark;
      return createFinding({
        code: 'SPEC_EXTENSION_UNUSED',
        ...words,
        place: tree.placeOf([...message.path, extension]),
      });
    });
  });
}

interface Remark {
  readonly extension: string;
  readonly message: string;
  readonly help: string;
}

function remarkOnTrigger(trigger: string, { trigger: given }: SpecMessage): Remark | undefined {
  if (given === undefined || given === trigger) return undefined;
  return {
    extension: 'x-sinch-trigger',
    message: `The event is called ${trigger} and not ${printable(JSON.stringify(given))}.`,
    help: 'Give each message a trigger of its own, of capital letters, digits and _ alone.',
  };
}

function remarkOnEventKey({ eventKey }: SpecMessage, payload: SchemaNode | undefined): Remark | undefined {
  if (eventKey === undefined) return undefined;
  const isText = typeof eventKey === 'string';
  if (isText && mayHave(payload, eventKey)) return undefined;
  return {
    extension: 'x-sinch-event-key',
    message: isText
      ? `The payload has no property ${printable(JSON.stringify(eventKey))}, by which its event is to be told.`
      : 'The event key is no text, so it is not used.',
    help: 'Name a property at the top of the payload that no other event has.',
  };
}

function remarkOnIdentity({ identity }: SpecMessage, payload: SchemaNode | undefined): Remark | undefined {
  if (identity === undefined) return undefined;
  const alternatives = readIdentity(identity);
  const help = 'Write a list of lists of paths, such as [[order.id], [order.reference, order.paid_at]].';
  if (!Array.isArray(identity) || alternatives.length < identity.length) {
    return {
      extension: 'x-sinch-identity',
      message: 'The identity is not a list of lists of paths, so what is not is left out.',
      help,
    };
  }
  const missing = alternatives
    .flat()
    .map((part) => (typeof part === 'string' ? part : part.keysOf))
    .find((path) => !mayHave(payload, ...path.split('.')));
  if (missing === undefined) return undefined;
  return {
    extension: 'x-sinch-identity',
    message: `The payload has nothing at ${printable(JSON.stringify(missing))}, which is to tell a repeat from another event.`,
    help: 'Name paths to values that the schema of the payload has.',
  };
}

/** Whether a schema has, or does not exclude by what it lists, a value at a path. */
function mayHave(node: SchemaNode | undefined, ...path: readonly string[]): boolean {
  const [name, ...left] = path;
  if (node === undefined || name === undefined) return true;
  switch (node.kind) {
    case 'object': {
      const property = node.properties.find((candidate) => candidate.name === name);
      return property !== undefined && mayHave(property.schema, ...left);
    }
    case 'union':
      return node.members.some((member) => mayHave(member, ...path));
    case 'map':
      return mayHave(node.values, ...left);
    case 'any':
      return true;
    default:
      return false;
  }
}
