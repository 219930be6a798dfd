import { UserError } from '../errors.js';
import type { SpecOperation, SpecText } from './document.js';
import { entriesOf, textOf, valueOf } from './json.js';
import { printable } from './printable.js';

/** There is nothing to make a receiver of: says what the document has instead, and how direction is understood. */
export function noReceive(document: {
  readonly spec: SpecText;
  readonly root: unknown;
  readonly isAsyncapi2: boolean;
  /** The operations that receive, none of which has a message. */
  readonly receiving: readonly SpecOperation[];
}): UserError {
  const { spec, root, isAsyncapi2, receiving } = document;
  const name = printable(spec.name);
  if (receiving.length > 0) {
    const operations = listed(receiving.map(({ operationId, address }) => operationId ?? address));
    return new UserError({
      code: 'SPEC_NO_RECEIVE',
      message: `${name} receives, but has no message that would be received, in ${operations}`,
      help: isAsyncapi2
        ? 'Give the operation a "message".'
        : 'Give the channel of the operation "messages", or the operation some of its own.',
    });
  }
  const sending = isAsyncapi2 ? subscribed(root) : sent(root);
  const has = sending.length === 0 ? 'nor any other' : `but ${count(sending)}: ${listed(sending)}`;
  return new UserError({
    code: 'SPEC_NO_RECEIVE',
    message: `${name} has no operation that receives a message, ${has}`,
    help: isAsyncapi2
      ? 'A receiver takes what others publish to the application of the document: its "publish" operations. If yours is the other side, write "publish" for "subscribe" in a copy of the document.'
      : 'A receiver takes what the application of the document receives: its operations with "action: receive". If yours is the other side, write "receive" for "send" in a copy of the document.',
  });
}

function subscribed(root: unknown): string[] {
  return entriesOf(valueOf(root, 'channels')).flatMap(([address, channel]) => {
    const operation = valueOf(channel, 'subscribe');
    return operation === undefined ? [] : [textOf(valueOf(operation, 'operationId')) ?? address];
  });
}

function sent(root: unknown): string[] {
  return entriesOf(valueOf(root, 'operations')).map(([operationId]) => operationId);
}

function count(operations: readonly string[]): string {
  return operations.length === 1 ? 'one that sends' : `${operations.length} that send`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(printable).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
