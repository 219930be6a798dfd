import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import {
  createDashboardClient,
  type ShownConversation,
  type ShownMessage,
} from './dashboard/dashboard-client.js';
import { createDashboardProcess, type DashboardProcess } from './dashboard/dashboard-process.js';
import { createLosingProxy, type LosingProxy } from './dashboard/losing-proxy.js';
import { buildRecipe } from './harness/build-recipe.js';
import { recipeEvents, recipeTimeout } from './harness/recipe-events.js';
import { createRecipeProcess, type RecipeProcess } from './harness/recipe-process.js';
import {
  app,
  clientEnvironment,
  isQuiet,
  sendCallbacksTo,
  startUnkindSandbox,
} from './harness/unkind-sandbox.js';
import { runOwnTests } from './harness/run-own-tests.js';
import { waitUntil } from './harness/wait-until.js';
import { exitCodeOfStop } from '../support/exit-code-of-stop.js';

const channels = ['SMS', 'WHATSAPP', 'RCS', 'SMS', 'MESSENGER', 'WHATSAPP'] as const;

const people = Array.from({ length: Math.max(channels.length, recipeEvents / 50) }, (_, index) => ({
  channel: channels[index % channels.length]!,
  identity: `1202555${1000 + index}`,
}));

describe('the support dashboard', () => {
  let folder = '';
  let sandbox: RunningSandbox;
  let proxy: LosingProxy;
  let receiver: RecipeProcess;
  let dashboard: DashboardProcess;

  beforeAll(async () => {
    folder = await buildRecipe('support-dashboard', 'fastify');
    await rm(join(folder, 'data'), { recursive: true, force: true });
    sandbox = await startUnkindSandbox();
    // Of every seventh message nothing arrives, of every fourth nobody hears that it did.
    proxy = await createLosingProxy(sandbox.url, (send) =>
      send % 7 === 0 ? 'request' : send % 4 === 0 ? 'answer' : 'none',
    );
    receiver = await createRecipeProcess(folder, { RETRY_MIN_DELAY: '1' });
    dashboard = await createDashboardProcess(folder, {
      ...clientEnvironment(sandbox),
      SINCH_CONVERSATION_URL: proxy.url,
      REPLY_DOUBT: '1',
    });
    await Promise.all([receiver.start(), dashboard.start()]);
    sendCallbacksTo(sandbox, receiver.url);
  });

  afterAll(async () => {
    await Promise.all([receiver?.kill(), dashboard?.kill()]);
    await proxy?.stop();
    await sandbox?.stop();
  });

  it(
    'has every question once and sends every reply once, whoever dies meanwhile',
    async () => {
      const client = createDashboardClient(dashboard.url);
      const questions = Array.from({ length: recipeEvents }, (_, index) => `Question ${index + 1}`);
      const replied = new Map<string, string>();

      const asking = ask(sandbox, questions);
      const dying = (async () => {
        await wait(300);
        await receiver.kill();
        await wait(300);
        await receiver.start();
      })();
      await Promise.all([asking, dying]);
      const everybody = () => readAll(client);
      await waitUntil(
        async () => questionsIn(await everybody()).length >= questions.length && isQuiet(sandbox),
        { milliseconds: recipeTimeout / 2, describe: () => receiver.output().slice(-2000) },
      );
      expect(questionsIn(await everybody()).toSorted(byNumber)).toEqual(questions);

      // Two press the button at the same time for every person, in several rounds; the dashboard dies in the second.
      const rounds = Math.max(3, Math.ceil(recipeEvents / 2 / people.length));
      for (let round = 0; round < rounds; round += 1) {
        const shown = await everybody();
        const rounding = Promise.all(
          shown.map(async ({ conversation, messages }) => {
            const seen = Math.max(...messages.map(({ seq }) => seq));
            const drafts = ['first', 'second'].map((who) => ({
              id: randomUUID(),
              text: `Reply ${round} of the ${who}`,
              seen,
            }));
            const statuses = await Promise.all(
              // Each presses twice, and may press again while the dashboard is away.
              drafts.flatMap((draft) => [draft, draft]).map((draft) => client.reply(conversation.id, draft)),
            );
            const taken = drafts.filter((_, index) => statuses[index * 2] === 200);
            expect(taken, `${statuses}`).toHaveLength(1);
            for (const { id, text } of taken) replied.set(id, text);
          }),
        );
        if (round === 1) {
          await wait(30);
          await dashboard.kill();
          await wait(200);
          await dashboard.start();
        }
        await rounding;
      }

      const expected = (channel: string): string =>
        ['WHATSAPP', 'RCS', 'MESSENGER'].includes(channel) ? 'read' : 'delivered';
      const unfinished = async () =>
        (await everybody()).flatMap(({ conversation, messages }) =>
          messages.filter(
            ({ direction, state }) => direction === 'out' && state !== expected(conversation.channel),
          ),
        );
      await waitUntil(async () => (await unfinished()).length === 0, {
        milliseconds: recipeTimeout / 2,
        describe: () => 'Some replies are not in their last state',
      });

      const sent = sandbox.sandbox.log.all().filter(({ direction }) => direction === 'TO_CONTACT');
      const byReply = sent.map(({ metadata }) => String(JSON.parse(metadata).dashboard_reply));
      expect(byReply.toSorted()).toEqual([...replied.keys()].toSorted());
      expect(proxy.lost.answer).toBeGreaterThan(0);
      expect(proxy.lost.request).toBeGreaterThan(0);
      const shownReplies = (await everybody())
        .flatMap(({ messages }) => messages)
        .filter(({ direction }) => direction === 'out');
      expect(shownReplies.map(({ id }) => id).toSorted()).toEqual([...replied.keys()].toSorted());
      expect((await client.conversations()).every(({ isAnswered }) => isAnswered)).toBe(true);
      if (process.env['RECIPE_EVENTS'] !== undefined) {
        console.log({ questions: questions.length, replies: replied.size, lost: proxy.lost });
      }
    },
    recipeTimeout,
  );

  it('passes the tests that come with it', async () => {
    const output = await runOwnTests(folder);
    expect(output).toMatch(/^# fail 0$/m);
    expect(Number(/^# pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(10);
  });

  it('ends in order', async () => {
    expect(await dashboard.stop()).toBe(exitCodeOfStop);
  });
});

async function ask({ sandbox }: RunningSandbox, questions: readonly string[]): Promise<void> {
  for (const [index, text] of questions.entries()) {
    const identity = people[index % people.length]!;
    sandbox.people.write({ ...app, identity }, { text_message: { text } });
    if (index % 5 === 0) await wait(10);
  }
}

interface Shown {
  readonly conversation: ShownConversation;
  readonly messages: readonly ShownMessage[];
}

async function readAll(client: ReturnType<typeof createDashboardClient>): Promise<Shown[]> {
  const conversations = await client.conversations();
  return Promise.all(
    conversations.map(async (conversation) => ({
      conversation,
      messages: await client.messages(conversation.id),
    })),
  );
}

function questionsIn(shown: readonly Shown[]): string[] {
  return shown
    .flatMap(({ messages }) => messages)
    .filter(({ direction }) => direction === 'in')
    .map(({ text }) => text);
}

function byNumber(a: string, b: string): number {
  return Number(a.split(' ')[1]) - Number(b.split(' ')[1]);
}
