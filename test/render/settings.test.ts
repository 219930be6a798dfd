import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import type { ReceiverModel } from '../../src/model/receiver-model.js';
import { renderReceiver } from '../../src/render/render.js';
import { targetNames, targets, type TargetName } from '../../src/render/targets/index.js';
import { createLambdaDesk } from '../../src/runtime/lambda-desk.js';
import { readLambdaConfig, readLambdaWorkerConfig } from '../../src/runtime/lambda-config.js';
import { readServerConfig } from '../../src/runtime/server-config.js';

let model: ReceiverModel;

beforeAll(async () => {
  model = await buildBundledModel();
});

async function textOf(name: TargetName, path: string): Promise<string> {
  const files = await renderReceiver(model, targets[name]);
  return files.find((file) => file.path === path)?.content ?? '';
}

const secret = { SINCH_WEBHOOK_SECRET: 'secret' };

const queue = {
  INBOX: 'sqs',
  QUEUE_URL: 'https://queue',
  DEAD_LETTER_QUEUE_URL: 'https://dead-letters',
  QUARANTINE_QUEUE_URL: 'https://quarantine',
  IDENTITY_TABLE: 'table',
};

describe.each(targetNames)('the settings of a receiver for %s', (name) => {
  const isServer = targets[name].kind === 'server';
  const read = isServer ? readServerConfig : readLambdaConfig;

  function namesRead(): string[] {
    const names = new Set<string>();
    const environment = isServer ? secret : { ...secret, ...queue };
    for (const readOne of isServer ? [read] : [read, readLambdaWorkerConfig, createLambdaDesk]) {
      readOne(
        new Proxy<Record<string, string>>(environment, {
          get: (target, variable) => {
            names.add(String(variable));
            return Reflect.get(target, variable);
          },
        }),
      );
    }
    return [...names].toSorted();
  }

  it('stand in .env.example, every one and no other, with their defaults', async () => {
    const lines = (await textOf(name, '.env.example')).matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm);
    const example = Object.fromEntries([...lines].map(([, variable = '', value = '']) => [variable, value]));

    expect(Object.keys(example).toSorted()).toEqual(namesRead());
    expect(read({ ...example, ...secret })).toEqual(read(secret));
  });

  it('stand in the README, every one and no other', async () => {
    const rows = (await textOf(name, 'README.md')).matchAll(/^\| `([A-Z_]+)` \|/gm);
    const names = [...rows].map(([, variable = '']) => variable);
    const triggers = model.events.map(({ trigger }) => trigger);

    expect(names.filter((variable) => !triggers.includes(variable)).toSorted()).toEqual(namesRead());
  });
});
