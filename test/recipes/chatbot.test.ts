import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/sandbox/message-log.js';
import type { RunningSandbox } from '../../src/sandbox/run-sandbox.js';
import { exitCodeOfStop } from '../support/exit-code-of-stop.js';
import { createFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { buildRecipe } from './harness/build-recipe.js';
import { endingsIn, endMidway, spoilSome } from './harness/end-midway.js';
import { runOwnTests } from './harness/run-own-tests.js';
import { recipeEvents, recipeTimeout } from './harness/recipe-events.js';
import { createRecipeProcess, type RecipeProcess } from './harness/recipe-process.js';
import {
  app,
  clientEnvironment,
  isQuiet,
  sendCallbacksTo,
  startUnkindSandbox,
} from './harness/unkind-sandbox.js';
import { waitUntil } from './harness/wait-until.js';

describe('a chatbot', () => {
  let folder = '';
  let running: RunningSandbox;
  let proxy: FaultProxy;
  let receiver: RecipeProcess;

  beforeAll(async () => {
    folder = await buildRecipe('chatbot', 'fastify');
    running = await startUnkindSandbox();
    proxy = await createFaultProxy(running.url);
    receiver = await createRecipeProcess(folder, {
      ...clientEnvironment({ ...running, url: proxy.url }),
      SEND_TIMEOUT: '1',
      SEND_SETTLE: '2',
    });
    sendCallbacksTo(running, receiver.url);
    await receiver.start();
  });
  afterAll(async () => {
    await receiver?.kill();
    await proxy?.stop();
    await running?.stop();
  });

  it('passes its own tests', async () => {
    expect(await runOwnTests(folder)).toMatch(/^# fail 0$/m);
  });

  const person = (n: number) => ({ ...app, identity: { channel: 'SMS', identity: `4477009${n}` } });
  // Of ten, one has opted out, and one has done so and come back.
  const isOut = (n: number): boolean => n % 10 === 3;
  const isBack = (n: number): boolean => n % 10 === 7;
  const people = Array.from({ length: recipeEvents }, (_, n) => n);

  const answers = (): Message[] =>
    running.sandbox.log.all().filter(({ direction }) => direction === 'TO_CONTACT');

  it(
    'answers every question exactly once, though it is killed midway and nothing comes once or in order',
    async () => {
      const { sandbox } = running;
      for (const n of people.filter((one) => isOut(one) || isBack(one))) sandbox.people.optOut(person(n));
      await wait(5);
      for (const n of people.filter(isBack)) sandbox.people.optIn(person(n));
      await waitUntil(() => isQuiet(running), { milliseconds: 20_000, describe: receiver.output });

      const endings = endMidway(running, receiver, recipeEvents);
      proxy.fault = spoilSome(15);

      const questions = new Map<number, string>();
      for (const n of people) {
        const text = n % 3 === 0 ? 'When do you open?' : `Where is order ${1000 + n}?`;
        questions.set(n, sandbox.people.write(person(n), { text_message: { text } }).id);
        await wait(10);
      }
      const asked = people.filter((n) => !isOut(n));
      await waitUntil(() => isQuiet(running) && deliveries(folder)['DELIVERED'] === asked.length, {
        milliseconds: recipeTimeout,
        describe: () => `${answers().length} answers; ${receiver.output()}`,
      });
      await endings.over();

      expect(endings.count()).toBe(endingsIn(recipeEvents));
      const expected = asked.map((n) => `answer:${questions.get(n)}`);
      expect(
        answers()
          .map(({ metadata }) => metadata)
          .toSorted(),
      ).toEqual(expected.toSorted());
      for (const { content, metadata } of answers()) {
        const n = asked.find((one) => metadata === `answer:${questions.get(one)}`) ?? -1;
        expect(content['text_message']).toEqual({
          text: expect.stringContaining(n % 3 === 0 ? 'Our hours' : `Order ${1000 + n}`),
        });
      }
      expect(deliveries(folder)).toEqual({ DELIVERED: asked.length });
    },
    recipeTimeout + 60_000,
  );

  it('ends in order when it is told to', async () => {
    proxy.fault = () => undefined;
    expect(await receiver.stop()).toBe(exitCodeOfStop);
  });
});

function query(folder: string, sql: string): Record<string, unknown>[] {
  const database = new Database(join(folder, 'data/chatbot.sqlite'), { readonly: true });
  try {
    return database.prepare(sql).all([]) as Record<string, unknown>[];
  } finally {
    database.close();
  }
}

/** How many answers are in which state, as far as the chatbot has heard. */
function deliveries(folder: string): Record<string, number> {
  const rows = query(folder, "SELECT delivery ->> 'status' AS status, count(*) AS n FROM outbox GROUP BY 1");
  return Object.fromEntries(rows.map(({ status, n }) => [String(status), Number(n)]));
}
