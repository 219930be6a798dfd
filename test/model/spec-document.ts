import type { SpecDocument, SpecMessage } from '../../src/spec/document.js';

/** A message on a channel of its own; what a test does not name, its document does not say. */
export interface MessageOnChannel extends Partial<SpecMessage> {
  readonly address: string;
  readonly operationId?: string;
}

/** A document with an operation for each address, in order; messages of one address share its operation. */
export function specDocument(...messages: readonly MessageOnChannel[]): SpecDocument {
  const addresses = [...new Set(messages.map(({ address }) => address))];
  return {
    operations: addresses.map((address) => {
      const own = messages.filter((message) => message.address === address);
      return {
        operationId: own[0]?.operationId,
        address,
        summary: undefined,
        description: undefined,
        messages: own.map(specMessage),
      };
    }),
  };
}

function specMessage(parts: Partial<SpecMessage>): SpecMessage {
  return {
    path: [],
    id: undefined,
    name: undefined,
    summary: undefined,
    description: undefined,
    trigger: undefined,
    eventKey: undefined,
    identity: undefined,
    payload: {},
    examples: [],
    ...parts,
  };
}
