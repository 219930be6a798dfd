import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RunResult } from '../../src/plan-generation.js';
import { targetNames } from '../../src/render/targets/index.js';
import { loadSpec } from '../../src/spec/load.js';
import { generateCompiled } from '../contract/harness/generate-compiled.js';
import { signedRequest } from '../contract/harness/request.js';
import { handledBy, reasonsOf, start } from '../contract/harness/start.js';
import { harnesses } from '../contract/harness/targets.js';

interface Payload {
  readonly file: string;
  readonly trigger: string;
  readonly body: Buffer;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const wire = resolve(root, process.env['SINCH_WIRE'] ?? '../shared/sinch');
const payloads = readPayloads(join(wire, 'payloads'));

/** Bodies of the documentation of 2021, which leaves out a property that is always there. */
const withoutProjectId = new Set([
  'CONVERSATION_START--docs2021-2',
  'MESSAGE_DELIVERY--docs2021-14',
  'MESSAGE_INBOUND--docs2021-2',
  'MESSAGE_INBOUND--docs2021-16',
  'MESSAGE_INBOUND--docs2021-18',
  'MESSAGE_INBOUND--docs2021-24',
  'MESSAGE_INBOUND--docs2021-34',
  'MESSAGE_INBOUND--docs2021-36',
  'MESSAGE_INBOUND--docs2021-40',
]);

const oneOfEachTarget = targetNames.map((target) => {
  const harness = harnesses.find((candidate) => candidate.target === target);
  if (harness === undefined) throw new Error(`No harness runs ${target}`);
  return harness;
});

describe(`${payloads.length} real callbacks`, () => {
  it('are all that there are', () => {
    expect(payloads).toHaveLength(65);
    expect([...withoutProjectId].filter((name) => !payloads.some(({ file }) => file === name))).toEqual([]);
  });

  describe.each(oneOfEachTarget)('on $target', (harness) => {
    it.each(payloads)('$file reaches the handler of $trigger', async ({ file, trigger, body }) => {
      const receiver = await start(harness, { env: { VALIDATION: 'report' } });
      expect((await receiver.send(signedRequest(body))).status).toBe(200);

      const missing = { path: 'project_id', expected: 'string', found: 'nothing' };
      const { calls } = await receiver.settled();
      expect(calls).toMatchObject([
        { handler: trigger, context: { problems: withoutProjectId.has(file) ? [missing] : [] } },
      ]);
      expect(await reasonsOf(receiver)).toEqual([]);
    });
  });
});

describe('receivers of the published document', () => {
  let folder: string;
  let generated: RunResult[];

  beforeAll(async () => {
    folder = await mkdtemp(join(root, '.tmp/published-'));
    const spec = await loadSpec({ kind: 'file', location: join(wire, 'published-asyncapi-1.0.yaml') });
    generated = [];
    for (const target of targetNames) {
      generated.push(await generateCompiled({ directory: join(folder, target), target, spec }));
    }
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true }));

  it('have fourteen events', () => {
    expect(generated.map(({ events }) => events?.length)).toEqual([14, 14, 14]);
  });

  it('get callbacks of all fourteen', () => {
    const sent = new Set(payloads.map(({ trigger }) => trigger));
    expect([...knownTriggers()].filter((trigger) => !sent.has(trigger))).toEqual([]);
  });

  describe.each(oneOfEachTarget)('on $target', (harness) => {
    it.each(payloads)('$file reaches the handler of $trigger, if there is one', async ({ trigger, body }) => {
      const receiver = await harness.start(join(folder, harness.target));
      onTestFinished(() => receiver.stop());
      expect((await receiver.send(signedRequest(body))).status).toBe(200);

      const isKnown = knownTriggers().has(trigger);
      expect(await handledBy(receiver)).toEqual(isKnown ? [trigger] : []);
      expect(await reasonsOf(receiver)).toEqual(isKnown ? [] : ['unknown-event']);
    });
  });

  function knownTriggers(): Set<string> {
    return new Set(generated[0]?.events?.map(({ trigger }) => trigger));
  }
});

function readPayloads(payloadFolder: string): Payload[] {
  if (!existsSync(payloadFolder)) {
    throw new Error(`No callbacks in ${payloadFolder}: set SINCH_WIRE to the folder that holds payloads/.`);
  }
  return readdirSync(payloadFolder).map((name) => ({
    file: name.replace(/\.json$/, ''),
    trigger: name.split('--', 1)[0] ?? '',
    body: readFileSync(join(payloadFolder, name)),
  }));
}
