import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { requestHandler } from './aws-requests.js';
import { withDeadline } from './deadline.js';
import type { Claim, IdentityTable } from './identity-table.js';

export interface DynamoDbSettings {
  readonly table: string;
  /** How long an event is known once it was handled. */
  readonly retentionDays: number;
}

const service = 'DynamoDB';
// A look is worth less than the time of a sender.
const lookMilliseconds = 300;
const writeMilliseconds = 2_000;

// For an event whose owner gave it up between two looks.
const soonMilliseconds = 1_000;

/**
 * Identities in Amazon DynamoDB, each an item with its key as `id`. Writes are conditional, so that of any number who
 * claim an event one has it. DynamoDB deletes an item some time after `expiresAt`, so what is past that counts as gone.
 */
export function createDynamoDbIdentities({ table, retentionDays }: DynamoDbSettings): IdentityTable {
  let loaded: ReturnType<typeof loadClient> | undefined;
  const load = (): ReturnType<typeof loadClient> => (loaded ??= loadClient());
  const expiryFrom = (milliseconds: number): AttributeValue =>
    numberValue(Math.ceil(milliseconds / 1000) + retentionDays * 86_400);

  async function read(key: string, options: { milliseconds: number; isConsistent: boolean }) {
    const { client, GetItemCommand } = await load();
    const command = new GetItemCommand({
      TableName: table,
      Key: { id: { S: key } },
      ConsistentRead: options.isConsistent,
    });
    const { Item: item } = await withDeadline({ ...options, service }, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
    return item !== undefined && numberOf(item['expiresAt']) > Date.now() / 1000 ? item : undefined;
  }

  return {
    async load() {
      await load();
    },

    async isKnown(key) {
      return isOver(await read(key, { milliseconds: lookMilliseconds, isConsistent: false }));
    },

    async claim({ key, leaseEndsAt, fromQuarantine }) {
      const { client, PutItemCommand } = await load();
      const owner = randomUUID();
      const now = Date.now();
      const command = new PutItemCommand({
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
      const { client, UpdateItemCommand } = await load();
      const command = new UpdateItemCommand({
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
      const { client, DeleteItemCommand } = await load();
      const command = new DeleteItemCommand({
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

type Item = Record<string, AttributeValue>;

function isOver(item: Item | undefined): boolean {
  const state = item?.['state']?.S;
  return state === 'done' || state === 'quarantine';
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

function numberValue(value: number): AttributeValue {
  return { N: String(value) };
}

function numberOf(value: AttributeValue | undefined): number {
  return Number(value?.N ?? 0);
}

async function loadClient() {
  const { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand, DeleteItemCommand } =
    await import('@aws-sdk/client-dynamodb');
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler });
  return { client, GetItemCommand, PutItemCommand, UpdateItemCommand, DeleteItemCommand };
}
