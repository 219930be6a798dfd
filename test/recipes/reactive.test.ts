import { existsSync, readFileSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SinchClient } from '@sinch/sdk-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DeliveryReport,
  type DeliveryState,
  foldDeliveryReport,
} from '../../src/runtime/delivery-status.js';
import type { RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import { tsc } from '../e2e/tsc.js';
import { exitCodeOfStop } from '../support/exit-code-of-stop.js';
import { freePort } from '../support/free-port.js';
import { buildRecipe } from './harness/build-recipe.js';
import { recipeEvents, recipeTimeout } from './harness/recipe-events.js';
import { createRecipeProcess, type RecipeProcess } from './harness/recipe-process.js';
import { runOwnTests } from './harness/run-own-tests.js';
import { app, isQuiet, sendCallbacksTo, startUnkindSandbox } from './harness/unkind-sandbox.js';
import { waitUntil } from './harness/wait-until.js';
import { follow, type FollowedEvent, type Follower } from './reactive/follower.js';

describe('the reactive recipe', () => {
  let sandbox: RunningSandbox;
  let receiver: RecipeProcess;
  let follower: Follower;
  let folder = '';
  let journal = '';
  let environment: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    folder = await buildRecipe('reactive', 'fastify');
    const own = fileURLToPath(new URL('../fixtures/recipes/reactive/subscriptions.ts', import.meta.url));
    await copyFile(own, join(folder, 'src/app/subscriptions.ts'));
    expect(await tsc(join(folder, 'tsconfig.build.json'))).toBe('');
    await rm(join(folder, 'data'), { recursive: true, force: true });
    journal = join(folder, 'journal.jsonl');
    sandbox = await startUnkindSandbox();
    const port = await freePort();
    environment = { JOURNAL: journal, EVENTS_PORT: String(port), RETRY_MIN_DELAY: '1' };
    receiver = await createRecipeProcess(folder, environment);
    await receiver.start();
    follower = follow(`http://127.0.0.1:${port}/events`);
    sendCallbacksTo(sandbox, receiver.url);
  });

  afterAll(async () => {
    await follower?.stop();
    await receiver?.kill();
    await sandbox?.stop();
  });

  function kept(): { delivery: string; text: string }[] {
    if (!existsSync(journal)) return [];
    const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as { delivery: string; text: string });
  }

  it(
    'gives every event to those who need it, and to a follower once, though it is killed midway',
    async () => {
      const questions = Array.from({ length: recipeEvents }, (_, index) => `Question ${index + 1}`);
      const client = createClient(sandbox.url);
      const sent: string[] = [];
      const half = Math.floor(questions.length / 2);
      for (const [index, text] of questions.entries()) {
        const identity = { channel: index % 2 === 0 ? 'RCS' : 'SMS', identity: `1202555${index % 7}` };
        sandbox.sandbox.people.write({ ...app, identity }, { text_message: { text } });
        if (index % 5 === 0) sent.push(await send(client, identity));
        if (index !== half) continue;
        await waitUntil(async () => follower.events.size > 0, {
          milliseconds: 10_000,
          describe: () => receiver.output(),
        });
        await receiver.kill();
        await wait(200);
        await receiver.start();
      }

      await waitUntil(
        () => isQuiet(sandbox) && new Set(kept().map(({ text }) => text)).size === questions.length,
        {
          milliseconds: recipeTimeout / 2,
          describe: () =>
            `${new Set(kept().map(({ text }) => text)).size} are kept\n${receiver.output().slice(-2000)}`,
        },
      );
      await waitUntil(() => sent.every((id) => statesOf(follower).get(id)?.status === lastOf(sandbox, id)), {
        milliseconds: recipeTimeout / 2,
        describe: () => JSON.stringify([...statesOf(follower)]),
      });

      // A required subscriber may get an event twice, when the process dies in between, but knows it by its key.
      const byKey = new Map(kept().map(({ delivery, text }) => [delivery, text]));
      expect([...byKey.values()].toSorted()).toEqual(questions.toSorted());
      const shown = [...follower.events.values()]
        .filter(({ trigger }) => trigger === 'MESSAGE_INBOUND')
        .map(textIn);
      expect(new Set(shown).size).toBe(shown.length);
      // The other run of the receiver knows nothing of what the first has told: the follower was warned of that once.
      expect(follower.gaps).toBe(1);
      expect(shown.toSorted()).toEqual(questions.toSorted());
      expect(sandbox.sandbox.log.all().filter(({ direction }) => direction === 'TO_CONTACT')).toHaveLength(
        sent.length,
      );
      if (process.env['RECIPE_EVENTS'] !== undefined) {
        const { events, repeats, gaps } = follower;
        console.log({ questions: questions.length, sent: sent.length, followed: events.size, repeats, gaps });
      }
    },
    recipeTimeout,
  );

  it('passes the tests that come with it', async () => {
    const output = await runOwnTests(folder);
    expect(output).toMatch(/^# fail 0$/m);
    expect(Number(/^# pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(10);
  });

  it('takes events where its port for followers is taken, and says so', async () => {
    const other = await createRecipeProcess(folder, { ...environment, INBOX_FILE: 'data/other.sqlite' });
    await other.start();
    expect(other.output()).toContain('Nobody can follow the events');
    expect(await other.stop()).toBe(exitCodeOfStop);
  });

  it('ends in order while somebody follows', async () => {
    expect(await receiver.stop()).toBe(exitCodeOfStop);
  });
});

function createClient(url: string) {
  const parts = { projectId: app.projectId, keyId: 'key', keySecret: 'secret', conversationRegion: 'us' };
  return new SinchClient({ ...parts, authHostname: url, conversationHostname: url });
}

async function send(client: SinchClient, identity: { channel: string; identity: string }): Promise<string> {
  const { message_id: id } = await client.conversation.messages.send({
    sendMessageRequestBody: {
      app_id: app.appId,
      recipient: { identified_by: { channel_identities: [identity] } },
      message: { text_message: { text: 'We look into it.' } },
    },
  });
  return id!;
}

/** The states that a follower arrives at, whatever order the reports came in. */
function statesOf({ events }: Follower): Map<string, DeliveryState> {
  const states = new Map<string, DeliveryState>();
  for (const { trigger, event } of events.values()) {
    if (trigger !== 'MESSAGE_DELIVERY') continue;
    const report = event['message_delivery_report'] as DeliveryReport & { message_id: string };
    states.set(report.message_id, foldDeliveryReport(states.get(report.message_id), report));
  }
  return states;
}

function lastOf({ sandbox }: RunningSandbox, id: string): string | undefined {
  return sandbox.log.get(id)?.states.at(-1)?.status;
}

function textIn({ event }: FollowedEvent): string {
  const message = event['message'] as { contact_message: { text_message: { text: string } } };
  return message.contact_message.text_message.text;
}
