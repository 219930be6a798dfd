import { randomUUID } from 'node:crypto';
import { withDeadline } from './deadline.js';
import { createDynamoDbItems, dynamoDb as service, isOver, numberOf, type Item } from './dynamodb-items.js';
import type { Claim, IdentityTable } from './identity-table.js';

export interface DynamoDbSettings {
  readonly table: string;
  /** How long an event is known once it was handled. */
  readonly retentionDays: number;
}

const writeMilliseconds = 2_000;

// For an event whose owner gave it up between two looks.
const soonMilliseconds = 1_000;

/**
 * Identities in Amazon DynamoDB, each an item with its key as `id`. Writes are conditional, so that of any number who
 * claim an event one has it. DynamoDB deletes an item some time after `expiresAt`, so what is past that counts as gone.
 */
export function createDynamoDbIdentities({ table, retentionDays }: DynamoDbSettings): IdentityTable {
  const { load, isKnown, read } = createDynamoDbItems(table);
  const expiryFrom = (milliseconds: number): Item[string] =>
    numberValue(Math.ceil(milliseconds / 1000) + retentionDays * 86_400);

  return {
    async load() {
      await load();
    },
    isKnown,

    async claim({ key, leaseEndsAt, fromQuarantine }) {
      const { client, sdk } = await load();
      const owner = randomUUID();
      const now = Date.now();
      const command = new sdk.PutItemCommand({
        TableName: table,
        Item: {
          id: { S: key },
          state: { S: 'running' },
          owner: { S: owner },
          leaseEndsAt: numberValue(leaseEndsAt),
          expiresAt: expiryFrom(leaseEndsAt),
        },
        // The client sends again what got no answer, so the claim that is in the way may be this one.
        ConditionExpression:
          'attribute_not_exists(id) OR #owner = :owner OR expiresAt <= :seconds' +
          ' OR (#state = :running AND leaseEndsAt <= :now) OR #state = :free',
        ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
        ExpressionAttributeValues: {
          ':owner': { S: owner },
          ':running': { S: 'running' },
          // No item is in the state "none".
          ':free': { S: fromQuarantine ? 'quarantine' : 'none' },
          ':now': numberValue(now),
          ':seconds': numberValue(Math.floor(now / 1000)),
        },
      });
      if (await write((options) => client.send(command, options))) return { kind: 'claimed', owner };
      return claimOf(await read(key, { milliseconds: writeMilliseconds, isConsistent: true }));
    },

    async settle({ key, owner, state }) {
      const { client, sdk } = await load();
      const command = new sdk.UpdateItemCommand({
        TableName: table,
        Key: { id: { S: key } },
        UpdateExpression: 'SET #state = :state, expiresAt = :expiresAt REMOVE leaseEndsAt',
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
        ExpressionAttributeValues: {
          ':owner': { S: owner },
          ':state': { S: state },
          ':expiresAt': expiryFrom(Date.now()),
        },
      });
      await write((options) => client.send(command, options));
    },

    async release({ key, owner }) {
      const { client, sdk } = await load();
      const command = new sdk.DeleteItemCommand({
        TableName: table,
        Key: { id: { S: key } },
        ConditionExpression: '#owner = :owner AND #state = :running',
        ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': { S: owner }, ':running': { S: 'running' } },
      });
      await write((options) => client.send(command, options));
    },
  };
}

function claimOf(item: Item | undefined): Claim {
  if (isOver(item)) return { kind: 'known' };
  const leaseEndsAt = item === undefined ? Date.now() + soonMilliseconds : numberOf(item['leaseEndsAt']);
  return { kind: 'busy', leaseEndsAt };
}

/** Writes on a condition, and says whether it held: once another owns an event, there is nothing more to say of it. */
async function write(send: (options: { abortSignal: AbortSignal }) => Promise<unknown>): Promise<boolean> {
  try {
    await withDeadline({ milliseconds: writeMilliseconds, service }, (abortSignal) => send({ abortSignal }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

function numberValue(value: number): Item[string] {
  return { N: String(value) };
}
