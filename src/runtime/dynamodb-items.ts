import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { requestHandler } from './aws-requests.js';
import { withDeadline } from './deadline.js';
import type { KnownEvents } from './identity-table.js';

export const dynamoDb = 'DynamoDB';

// A look is worth less than the time of a sender.
const lookMilliseconds = 300;

export type Item = Record<string, AttributeValue>;

/** Which events were handled, in Amazon DynamoDB: all that a function needs which handles none itself. */
export function createKnownEvents(table: string): KnownEvents {
  const { load, isKnown } = createDynamoDbItems(table);
  return {
    async load() {
      await load();
    },
    isKnown,
  };
}

/** The items of a table, each with the key of an identity as its `id`, and the client that they are read with. */
export function createDynamoDbItems(table: string) {
  let loaded: ReturnType<typeof loadClient> | undefined;
  const load = (): ReturnType<typeof loadClient> => (loaded ??= loadClient());

  /** DynamoDB deletes an item some time after `expiresAt`, so what is past that counts as gone. */
  async function read(
    key: string,
    options: { readonly milliseconds: number; readonly isConsistent: boolean },
  ): Promise<Item | undefined> {
    const { client, sdk } = await load();
    const command = new sdk.GetItemCommand({
      TableName: table,
      Key: { id: { S: key } },
      ConsistentRead: options.isConsistent,
    });
    const { Item: item } = await withDeadline({ ...options, service: dynamoDb }, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
    return item !== undefined && numberOf(item['expiresAt']) > Date.now() / 1000 ? item : undefined;
  }

  async function isKnown(key: string): Promise<boolean> {
    return isOver(await read(key, { milliseconds: lookMilliseconds, isConsistent: false }));
  }

  return { load, read, isKnown };
}

/** Whether an event was handled, or is in quarantine. */
export function isOver(item: Item | undefined): boolean {
  const state = item?.['state']?.S;
  return state === 'done' || state === 'quarantine';
}

export function numberOf(value: AttributeValue | undefined): number {
  return Number(value?.N ?? 0);
}

async function loadClient() {
  const sdk = await import('@aws-sdk/client-dynamodb');
  return { sdk, client: new sdk.DynamoDBClient({ maxAttempts: 3, requestHandler }) };
}
