import type { SpecMessage, SpecOperation } from './document.js';
import { entriesOf, isRecord, type JsonPath, type JsonRecord, textOf, valueOf } from './json.js';
import { withTraits, type Precedence, type ReadKey } from './traits.js';

/** An operation as it was found, with the places of what may still be refused. */
export interface FoundOperation {
  readonly operation: SpecOperation;
  readonly formats: readonly SchemaFormat[];
}

export interface SchemaFormat {
  readonly message: string;
  readonly format: string;
  readonly path: JsonPath;
}

/**
 * The operations by which a receiver receives. The document is valid and its references are resolved; `named` has the
 * names of what stands in other files.
 */
export function findOperations(
  root: unknown,
  version: string,
  named: ReadonlyMap<unknown, string>,
): FoundOperation[] {
  return version.startsWith('2.') ? findPublish(root, named) : findReceive(root);
}

interface Located {
  readonly path: JsonPath;
  readonly id: string | undefined;
  readonly message: unknown;
}

function findPublish(root: unknown, named: ReadonlyMap<unknown, string>): FoundOperation[] {
  const ids = idsOf(valueOf(valueOf(root, 'components'), 'messages'));
  return entriesOf(valueOf(root, 'channels')).flatMap(([address, channel]) => {
    const operation = valueOf(channel, 'publish');
    if (!isRecord(operation)) return [];
    const read = withTraits(operation, 'traits win');
    const message = valueOf(operation, 'message');
    const path = ['channels', address, 'publish', 'message'];
    const oneOf = valueOf(message, 'oneOf');
    const located: Located[] = (
      Array.isArray(oneOf)
        ? oneOf.map((one: unknown, index) => ({ message: one, path: [...path, 'oneOf', index] }))
        : [{ message, path }]
    ).map((one) => ({ ...one, id: ids.get(one.message) ?? idOf(one.message) ?? named.get(one.message) }));

    const messages = located.flatMap((one) => readMessage(one, read, 'traits win'));
    return [buildOperation({ read, operationId: textOf(read('operationId')), address, messages })];
  });
}

function findReceive(root: unknown): FoundOperation[] {
  const channelIds = idsOf(valueOf(root, 'channels'));
  return entriesOf(valueOf(root, 'operations')).flatMap(([operationId, operation]) => {
    if (valueOf(operation, 'action') !== 'receive' || !isRecord(operation)) return [];
    const read = withTraits(operation, 'traits yield');
    const channel = valueOf(operation, 'channel');
    const offered = valueOf(channel, 'messages');
    const ids = idsOf(offered);
    const chosen = valueOf(operation, 'messages');
    const located: Located[] = Array.isArray(chosen)
      ? chosen.map((message: unknown, index) => ({
          message,
          id: ids.get(message),
          path: ['operations', operationId, 'messages', index],
        }))
      : entriesOf(offered).map(([id, message]) => ({
          message,
          id,
          path: ['operations', operationId, 'channel', 'messages', id],
        }));

    // An address may be null, for one that is known at run time only; the channel's key stands in for it.
    const address = textOf(valueOf(channel, 'address')) ?? channelIds.get(channel) ?? operationId;
    const messages = located.flatMap((one) => readMessage(one, read, 'traits yield'));
    return [buildOperation({ read, operationId, address, messages })];
  });
}

function idOf(message: unknown): string | undefined {
  return textOf(valueOf(message, 'messageId'));
}

function idsOf(named: unknown): ReadonlyMap<unknown, string> {
  return new Map(
    entriesOf(named)
      .reverse()
      .map(([id, object]) => [object, id]),
  );
}

interface ReadMessage {
  readonly message: SpecMessage;
  readonly format: SchemaFormat | undefined;
}

function readMessage(located: Located, operation: ReadKey, precedence: Precedence): ReadMessage[] {
  const { id, path, message } = located;
  if (!isRecord(message)) return [];
  const read = withTraits(message, precedence);
  const name = textOf(read('name'));
  const { payload, format, formatPath } = readPayload(message, read);
  // A message that several channels share says less about an event than the operation does, unless it says so.
  const extension = (key: string) => read(key) ?? operation(key);

  return [
    {
      message: {
        id,
        name,
        summary: textOf(read('summary')),
        description: textOf(read('description')),
        trigger: extension('x-sinch-trigger'),
        eventKey: extension('x-sinch-event-key'),
        identity: extension('x-sinch-identity'),
        payload,
        examples: payloadsOf(read('examples')),
      },
      format:
        format === undefined
          ? undefined
          : { format, message: name ?? id ?? 'without a name', path: [...path, ...formatPath] },
    },
  ];
}

// AsyncAPI 2 names the format next to the payload; 3 puts both into one object in the payload's place.
function readPayload(message: JsonRecord, read: ReadKey) {
  const payload = valueOf(message, 'payload');
  const wrapped = textOf(valueOf(payload, 'schemaFormat'));
  if (wrapped !== undefined && isRecord(payload) && Object.hasOwn(payload, 'schema')) {
    return { payload: payload['schema'], format: wrapped, formatPath: ['payload', 'schemaFormat'] };
  }
  return { payload, format: textOf(read('schemaFormat')), formatPath: ['schemaFormat'] };
}

function payloadsOf(examples: unknown): unknown[] {
  const list: readonly unknown[] = Array.isArray(examples) ? examples : [];
  return list.flatMap((example) =>
    isRecord(example) && Object.hasOwn(example, 'payload') ? [example['payload']] : [],
  );
}

function buildOperation(parts: {
  read: ReadKey;
  operationId: string | undefined;
  address: string;
  messages: readonly ReadMessage[];
}): FoundOperation {
  const { read, operationId, address, messages } = parts;
  return {
    operation: {
      operationId,
      address,
      summary: textOf(read('summary')),
      description: textOf(read('description')),
      messages: messages.map(({ message }) => message),
    },
    formats: messages.flatMap(({ format }) => (format === undefined ? [] : [format])),
  };
}
