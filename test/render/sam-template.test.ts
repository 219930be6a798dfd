import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { settingsOf } from '../../src/render/settings.js';
import { targets } from '../../src/render/targets/index.js';
import { readLambdaConfig, readLambdaWorkerConfig } from '../../src/runtime/lambda-config.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { describeNeeding } from '../support/describe-needing.js';
import {
  namesIn,
  parseSamTemplate,
  renderSamTemplate,
  type SamResource,
  type SamTemplate,
} from '../support/sam-template.js';

let text: string;
let template: SamTemplate;

beforeAll(async () => {
  text = await renderSamTemplate();
  template = parseSamTemplate(text);
});

function resource(name: string): SamResource {
  const found = template.Resources[name];
  if (found === undefined) throw new Error(`There is no ${name} in the template`);
  return found;
}

function environmentOf(name: string): Record<string, unknown> {
  return (resource(name).Properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
}

/** What a function may do, with its place, whatever conditions that has. */
function actionsOf(name: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { Action: action, Resource: place } = value as Record<string, unknown>;
    for (const each of [action ?? []].flat()) found.push(`${String(each)} ${JSON.stringify(place)}`);
    Object.values(value).forEach(walk);
  };
  walk(resource(name).Properties['Policies']);
  return found.toSorted();
}

describe('the worker', () => {
  it('has its messages back only after six times its own time', () => {
    expect(resource('Queue').Properties['VisibilityTimeout']).toBe(
      6 * Number(resource('Worker').Properties['Timeout']),
    );
  });

  it('has the longest handler end before it does, with time to say what became of the event', () => {
    const longest = template.Parameters['HandlerTimeout']?.MaxValue ?? Infinity;
    expect(longest).toBeLessThanOrEqual(Number(resource('Worker').Properties['Timeout']) - 5);
  });

  it('says which messages of a batch come again', () => {
    expect(resource('WorkerSource').Properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: { Ref: 'MaximumConcurrency' } },
    });
  });

  it('counts attempts as the queue does', () => {
    const { maxReceiveCount } = resource('Queue').Properties['RedrivePolicy'] as Record<string, unknown>;
    expect(maxReceiveCount).toEqual(environmentOf('Worker')['RETRY_ATTEMPTS']);
  });

  it('may do what it has to and no more, and sees no secret', () => {
    const queue = '{"Fn::GetAtt":["Queue","Arn"]}';
    const table = '{"Fn::GetAtt":["Identities","Arn"]}';
    expect(actionsOf('Worker')).toEqual([
      `dynamodb:DeleteItem ${table}`,
      `dynamodb:GetItem ${table}`,
      `dynamodb:PutItem ${table}`,
      `dynamodb:UpdateItem ${table}`,
      `sqs:ChangeMessageVisibility ${queue}`,
      `sqs:DeleteMessage ${queue}`,
      `sqs:GetQueueAttributes ${queue}`,
      `sqs:ReceiveMessage ${queue}`,
      'sqs:SendMessage {"Fn::GetAtt":["Quarantine","Arn"]}',
    ]);
  });
});

describe('the function that answers', () => {
  it('may do what it has to and no more', () => {
    expect(actionsOf('Receiver').map((action) => action.split(' ')[0])).toEqual([
      'dynamodb:GetItem',
      'kms:Decrypt',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
      'ssm:GetParameter',
    ]);
  });

  it('ends the handlers of Inbox=direct before its own time', () => {
    expect(Number(environmentOf('Receiver')['HANDLER_TIMEOUT'])).toBeLessThan(
      Number(resource('Receiver').Properties['Timeout']),
    );
  });
});

describe('the variables of a function', () => {
  const known = settingsOf(targets.lambda).map(({ name }) => name);

  it.each(['Receiver', 'Worker'])('%s are settings, every one', (name) => {
    const names = Object.keys(environmentOf(name));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((variable) => !known.includes(variable))).toEqual([]);
  });

  it('are enough to start with, when the parameters have their defaults', () => {
    const values: Record<string, string> = {
      Queue: 'https://queue',
      Quarantine: 'https://quarantine',
      Identities: 'table',
      SecretArn: 'arn',
    };
    const valueOf = (value: unknown): string => {
      const [name = ''] = namesIn(value).filter((each) => each !== 'UsesQueue');
      return values[name] ?? String(template.Parameters[name]?.Default ?? value);
    };
    const deployed = (name: string): Record<string, string> =>
      Object.fromEntries(Object.entries(environmentOf(name)).map(([key, value]) => [key, valueOf(value)]));

    expect(readLambdaConfig(deployed('Receiver'))).toMatchObject({
      inbox: { queueUrl: 'https://queue', table: 'table' },
      secretPlace: { kind: 'secrets-manager', id: 'arn' },
    });
    expect(readLambdaWorkerConfig(deployed('Worker'))).toMatchObject({
      queueUrl: 'https://queue',
      quarantineQueueUrl: 'https://quarantine',
    });
  });
});

describe('what is kept', () => {
  it.each(['DeadLetters', 'Quarantine'])('%s holds events for 14 days', (name) => {
    expect(resource(name).Properties['MessageRetentionPeriod']).toBe(14 * 86_400);
  });

  it.each(['Queue', 'DeadLetters', 'Quarantine'])('%s outlives the stack, and is encrypted', (name) => {
    expect(resource(name)).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { SqsManagedSseEnabled: true },
    });
  });

  it('has the key and the time to live that the runtime writes', () => {
    expect(resource('Identities').Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });
});

it('raises an alarm on dead letters, on age, and on answers that fail', () => {
  const alarms = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  const watched = alarms.map(({ Properties: { MetricName, Dimensions } }) =>
    [MetricName, ...namesIn(Dimensions)].join(' '),
  );
  expect(watched.toSorted()).toEqual([
    'ApproximateAgeOfOldestMessage Queue',
    'ApproximateNumberOfMessagesVisible DeadLetters',
    'ApproximateNumberOfMessagesVisible Quarantine',
    'Errors Receiver',
    'Errors Worker',
    'Throttles Receiver',
    'Throttles Worker',
    'Url5xxCount Receiver',
  ]);
  for (const { Properties: properties } of alarms)
    expect(properties['AlarmActions']).toEqual([{ Ref: 'Alarms' }]);
});

describe('a name in the template', () => {
  it('is one of a parameter, a resource, a condition or CloudFormation', () => {
    const names = namesIn({ ...template, Parameters: {} });
    const known = [template.Parameters, template.Resources, template.Conditions].flatMap(Object.keys);
    // SAM makes it of the function's URL.
    const made = ['ReceiverUrl'];
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => ![...known, ...made].includes(name) && !name.startsWith('AWS::'))).toEqual(
      [],
    );
  });

  it('of what Inbox=direct leaves out stands only where that is left out too', () => {
    const ofQueue = Object.entries(template.Resources).filter(
      ([, { Condition }]) => Condition === 'UsesQueue',
    );
    const names = ofQueue.map(([name]) => name);
    const others = [...Object.entries(template.Resources), ...Object.entries(template.Outputs)].filter(
      ([, value]) => (value as SamResource).Condition !== 'UsesQueue',
    );
    const withoutQueue = others.map(([name, value]) => [name, takeElse(value)] as const);
    expect(names).toContain('Worker');
    for (const [name, value] of withoutQueue) {
      expect(
        namesIn(value).filter((each) => names.includes(each)),
        name,
      ).toEqual([]);
    }
  });
});

/** A part of the template as it is where nothing uses the queue. */
function takeElse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(takeElse);
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::If': choice } = value as { 'Fn::If'?: unknown[] };
  if (choice?.[0] === 'UsesQueue') return takeElse(choice[2]);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, takeElse(child)]));
}

describeNeeding('cfn-lint', 'the linter for CloudFormation, which applies SAM first,', () => {
  async function lint(content: string): Promise<string> {
    // The folders of the functions have to be there, as they are once they were built.
    const folder = await temporaryFolder({
      'template.yaml': content,
      'bundle/ingest/index.mjs': '',
      'bundle/worker/index.mjs': '',
    });
    const { stdout, stderr } = spawnSync(
      'cfn-lint',
      ['--regions', 'eu-west-1', 'us-east-1', '--', 'template.yaml'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    return stdout + stderr;
  }

  it('finds nothing', async () => {
    expect(await lint(text)).toBe('');
  });

  it('would find a property, a resource and a value that there are none of', async () => {
    const broken = text
      .replace('BatchSize:', 'BatchSizes:')
      .replace('!GetAtt DeadLetters.Arn', '!GetAtt NoSuchQueue.Arn')
      .replace('nodejs22.x', 'nodejs2.x');
    const findings = await lint(broken);
    for (const code of ['E3002', 'E1010', 'E3030']) expect(findings).toContain(code);
  });
});
