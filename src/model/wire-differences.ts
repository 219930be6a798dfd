import type { ReceiverModel } from './receiver-model.js';
import type { SchemaNode } from './schema.js';

/** One place where a document says something else than the wire. */
export interface WireDifference {
  readonly trigger: string;
  readonly kind: 'missing-event' | 'event-key' | 'type';
  /** One sentence for a reader. */
  readonly message: string;
}

/**
 * Compares a document with the wire, as the bundled document describes it. One that has no event of the wire describes
 * another API, which is no difference.
 */
export function compareWithWire(document: ReceiverModel, wire: ReceiverModel): WireDifference[] {
  const known = new Set(wire.events.map(({ trigger }) => trigger));
  if (!document.events.some(({ trigger }) => known.has(trigger))) return [];
  return wire.events.flatMap((expected) => {
    const { trigger, eventKey } = expected;
    const event = document.events.find((candidate) => candidate.trigger === trigger);
    if (event === undefined) {
      return [
        {
          trigger,
          kind: 'missing-event' as const,
          message: 'Sinch sends this event; the document does not have it.',
        },
      ];
    }
    const differences: WireDifference[] = [];
    if (eventKey !== undefined && !hasProperty(event.payload, eventKey)) {
      const message = `On the wire the event is under ${eventKey}, which the document's payload does not have.`;
      differences.push({ trigger, kind: 'event-key', message });
    }
    for (const { path, says, is } of compareTypes(event.payload, expected.payload, [], new Set())) {
      const message = `The type of ${path} is ${is} on the wire; the document says ${says}.`;
      differences.push({ trigger, kind: 'type', message });
    }
    return differences;
  });
}

interface TypeDifference {
  readonly path: string;
  readonly says: string;
  readonly is: string;
}

function compareTypes(
  document: SchemaNode,
  wire: SchemaNode,
  path: readonly string[],
  seen: Set<SchemaNode>,
): TypeDifference[] {
  const [says, is] = [typeOf(document), typeOf(wire)];
  if (says !== undefined && is !== undefined && says !== is)
    return [{ path: path.join('.') || 'the body', says, is }];
  if (document.kind === 'array' && wire.kind === 'array') {
    return compareTypes(document.items, wire.items, [...path, '0'], seen);
  }
  if (document.kind !== 'object' || wire.kind !== 'object' || seen.has(document)) return [];
  seen.add(document);
  return document.properties.flatMap(({ name, schema }) => {
    const expected = wire.properties.find((property) => property.name === name);
    return expected === undefined ? [] : compareTypes(schema, expected.schema, [...path, name], seen);
  });
}

/** The JSON type a schema asks for; `undefined` when it is none in particular. */
function typeOf(node: SchemaNode): string | undefined {
  switch (node.kind) {
    case 'any':
    case 'union':
      return undefined;
    case 'scalar':
      return node.type;
    case 'literals':
      return node.open ? 'string' : undefined;
    case 'object':
    case 'map':
      return 'object';
    case 'array':
    case 'tuple':
      return 'array';
    case 'constant':
      return typeof node.value === 'string' ? 'string' : undefined;
    case 'never':
      return undefined;
  }
}

function hasProperty(node: SchemaNode, name: string): boolean {
  return node.kind === 'object' && node.properties.some((property) => property.name === name);
}
