import type { SpecDocument } from '../spec/document.js';
import { addressPath } from './address-path.js';
import { buildSchemas } from './build-schema.js';
import { findDiscriminators, type WireKeys } from './discriminators.js';
import { listEvents, type EventSource } from './list-events.js';
import { kebabCase, pascalCase, resolveNames } from './names.js';
import { readIdentity } from './read-identity.js';
import type { EventModel, ReceiverModel } from './receiver-model.js';
import { reservedFileNames, reservedTypeNames } from './reserved.js';

export interface BuildOptions {
  /**
   * The model of the bundled document, for documents of other origin: it knows the event key and the identity of
   * the triggers on the wire, which the publicly circulating document does not.
   */
  readonly wire?: ReceiverModel;
}

/** Builds the model of a receiver from a document. */
export function buildModel(document: SpecDocument, { wire }: BuildOptions = {}): ReceiverModel {
  const sources = listEvents(document);
  const { eventKeys, tags } = findDiscriminators(sources, wireKeys(wire));

  const typeNames = nameEvents(sources, typeNameOf, reservedTypeNames);
  const fileNames = nameEvents(sources, kebabCase, reservedFileNames);
  const payloads = buildSchemas(
    sources.map(({ trigger, message }) => ({
      typeName: typeNames.get(trigger) ?? trigger,
      schema: message.payload,
      eventKey: eventKeys.get(trigger),
    })),
    reservedTypeNames,
  );

  const events = sources.flatMap(({ trigger, operation, message }, index): EventModel[] => {
    const payload = payloads[index];
    if (payload === undefined) return [];
    const known = wire?.events.find((event) => event.trigger === trigger);
    const eventKey = eventKeys.get(trigger);
    const identity = readIdentity(message.identity);
    const typeName = typeNames.get(trigger) ?? trigger;
    return [
      {
        trigger,
        typeName,
        handlerName: `on${typeName}`,
        fileName: (fileNames.get(trigger) ?? trigger).toLowerCase(),
        eventKey,
        tag: tags.get(trigger),
        address: addressPath(operation.address),
        operationId: operation.operationId,
        summary: operation.summary ?? message.summary,
        description: operation.description ?? message.description,
        identity:
          identity.length > 0 || known === undefined || known.eventKey !== eventKey
            ? identity
            : known.identity,
        payload,
        examples: message.examples,
      },
    ];
  });
  return { events };
}

function wireKeys(wire: ReceiverModel | undefined): WireKeys {
  const events = wire?.events ?? [];
  const byTrigger = new Map(
    events.flatMap(({ trigger, eventKey }) => (eventKey === undefined ? [] : [[trigger, eventKey] as const])),
  );
  const keys = new Set(byTrigger.values());
  const properties = events.flatMap(({ payload }) => (payload.kind === 'object' ? payload.properties : []));
  return {
    byTrigger,
    envelope: new Set(properties.map(({ name }) => name).filter((name) => !keys.has(name))),
  };
}

// `RequestEvent` rather than a hash behind a name that means something else already.
function typeNameOf(trigger: string): string {
  const name = pascalCase(trigger);
  return isReserved(name) ? `${name}Event` : name;
}

function isReserved(name: string): boolean {
  return [...reservedTypeNames].some((reserved) => reserved.toLowerCase() === name.toLowerCase());
}

function nameEvents(
  sources: readonly EventSource[],
  convert: (trigger: string) => string,
  reserved: ReadonlySet<string>,
): Map<string, string> {
  const wishes = sources.map(({ trigger }) => ({ location: trigger, name: convert(trigger), rank: 0 }));
  return resolveNames(wishes, reserved);
}
