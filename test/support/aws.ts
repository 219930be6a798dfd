import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { buildApp, interceptLocalhostDns } from 'fauxqs';
import { setAwsEnvironment } from './aws-environment.js';
import { createFaultProxy, type FaultProxy } from './fault-proxy.js';

/** SQS and DynamoDB on this machine, for the real SDK, each behind a proxy that can be unkind. */
export interface Aws {
  readonly sqsProxy: FaultProxy;
  readonly dynamoDbProxy: FaultProxy;
  /** What a function of the template has in its environment, with new queues and a new table. */
  readonly createEnvironment: (options?: QueueOptions) => Promise<QueueEnvironment>;
  readonly stop: () => Promise<void>;
}

export interface QueueOptions {
  readonly visibilitySeconds?: number;
  readonly maxReceiveCount?: number;
}

export interface QueueEnvironment {
  readonly QUEUE_URL: string;
  readonly DEAD_LETTER_QUEUE_URL: string;
  readonly QUARANTINE_QUEUE_URL: string;
  readonly IDENTITY_TABLE: string;
}

type Dynalite = (options: { readonly createTableMs: number }) => Server;

/** SQS and DynamoDB for the tests of a file, well again after each. */
export function useAws(): () => Aws {
  let aws: Aws | undefined;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterEach(() => {
    for (const proxy of aws === undefined ? [] : [aws.sqsProxy, aws.dynamoDbProxy])
      proxy.fault = () => undefined;
  });
  afterAll(() => aws?.stop());
  return () => {
    if (aws === undefined) throw new Error('Tests of AWS call this once they run');
    return aws;
  };
}

/** Starts both, and has the SDK of this process talk to them. */
export async function startAws(): Promise<Aws> {
  setAwsEnvironment();
  const sqs = buildApp({ logger: false });
  const sqsProxy = await createFaultProxy(await sqs.listen({ port: 0, host: '127.0.0.1' }));
  const dynalite = createRequire(import.meta.url)('dynalite') as Dynalite;
  const dynamoDb = dynalite({ createTableMs: 0 }).listen(0, '127.0.0.1');
  await once(dynamoDb, 'listening');

  const dynamoDbProxy = await createFaultProxy(
    `http://127.0.0.1:${(dynamoDb.address() as AddressInfo).port}`,
  );
  // The URL of a queue names a host like that of AWS, below localhost, and the SDK calls it there.
  const restoreDns = interceptLocalhostDns();
  process.env['AWS_ENDPOINT_URL_SQS'] = sqsProxy.url.replace('127.0.0.1', 'sqs.us-east-1.localhost');
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = dynamoDbProxy.url;

  const client = new SQSClient({});
  const createQueue = async (name: string, attributes: Record<string, string> = {}): Promise<string> => {
    const command = new CreateQueueCommand({ QueueName: name, Attributes: attributes });
    return (await client.send(command)).QueueUrl ?? '';
  };
  let count = 0;
  return {
    sqsProxy,
    dynamoDbProxy,
    async createEnvironment({ visibilitySeconds = 30, maxReceiveCount = 8 } = {}) {
      count += 1;
      const table = `identities-${count}`;
      await createTable(table);
      const deadLetters = await createQueue(`dead-letters-${count}`);
      const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:dead-letters-${count}`;
      return {
        QUEUE_URL: await createQueue(`events-${count}`, {
          VisibilityTimeout: String(visibilitySeconds),
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }),
        }),
        DEAD_LETTER_QUEUE_URL: deadLetters,
        QUARANTINE_QUEUE_URL: await createQueue(`quarantine-${count}`),
        IDENTITY_TABLE: table,
      };
    },
    async stop() {
      restoreDns();
      client.destroy();
      await Promise.all([sqsProxy.stop(), dynamoDbProxy.stop(), sqs.close()]);
      dynamoDb.closeAllConnections();
      await new Promise((resolve) => dynamoDb.close(resolve));
    },
  };
}

/** As template.yaml has it. */
async function createTable(name: string): Promise<void> {
  const client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName: name,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  client.destroy();
}
