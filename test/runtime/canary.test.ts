import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import type { ValidationMode } from '../../src/runtime/config.js';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import { createPinoLoggers } from '../../src/runtime/pino-logger.js';
import { isRecord } from '../../src/runtime/problems.js';
import { createPrometheusMetrics } from '../../src/runtime/prometheus.js';
import { createReceiver, type HandlerContext } from '../../src/runtime/receiver.js';
import { signatureHeaders } from '../../src/runtime/signature.js';
import { createStoredInbox } from '../../src/runtime/stored-inbox.js';
import { importGenerated } from '../render/oracle.js';
import { samples } from '../support/samples.js';
import { signDelivery, type SignedDelivery } from '../support/signed-delivery.js';

const secret = 'hush-hush-0123456789';
const base = '/webhooks/sinch';
// Of no letters that anything else is likely to have one after the other.
const canary = 'qzxw';

let generated: Awaited<ReturnType<typeof importGenerated>>;

beforeAll(async () => {
  generated = await importGenerated(await buildBundledModel(), 'canary');
});

/** What a handler does with its event, or with the bytes of one that nobody knows. */
type Behaviour = (event: unknown, context: Pick<HandlerContext, 'log'>) => void;

const behaviours: Readonly<Record<string, Behaviour>> = {
  'succeed and log': (_event, { log }) => log.info('handled', { rows: 1 }),
  'throw the body': (event) => {
    throw new Error(`no order for ${JSON.stringify(event)}`);
  },
  'throw each value of the body': (event) => {
    throw new TypeError(`no order for ${textsOf(event).toReversed().join(', ')}`);
  },
  'throw a text': (event) => {
    // oxlint-disable-next-line no-throw-literal
    throw textsOf(event).join();
  },
  'throw an error whose name and stack quote the body': (event) => {
    const text = textsOf(event)[0] ?? '';
    const stack = `Error: ${text}\n    at ${text}\n    at ${text} (file.ts:1:2)`;
    throw Object.assign(new Error('failed'), { name: text, stack, cause: new Error(text) });
  },
  'throw what JSON.parse says': (event) => {
    const texts = textsOf(event);
    JSON.parse(texts.at(-1) ?? 'nothing');
  },
  'throw what JSON.parse says of a piece of the body': (event) => {
    JSON.parse(`{"order": ${JSON.stringify(event).slice(30, 400)}`);
  },
  'throw after they changed the event': (event) => {
    const text = textsOf(event).join();
    for (const key of Object.keys(event as object)) Reflect.deleteProperty(event as object, key);
    throw new Error(text);
  },
  'throw the secret': () => {
    throw new Error(`401 for ${secret}`);
  },
};

const validations: readonly ValidationMode[] = ['report', 'strict'];

describe.each(validations)('with VALIDATION=%s', (validation) => {
  it.concurrent.each(Object.keys(behaviours))(
    'nothing of a body, a secret or a signature gets out when handlers %s',
    async (name) => {
      const told = await tell(validation, behaviours[name] as Behaviour);

      expect(told.statuses).toEqual(expect.arrayContaining([200, 401]));
      expect(told.log).toMatch(/"event":"\d+"/);
      expect(told.log).toContain('signature refused');
      expect(told.log).toContain('no handler takes this body');
      expect(told.log).toContain('duplicate acknowledged');
      expect(told.metrics).toContain('sinch_webhooks_received_total{trigger="MESSAGE_INBOUND"} ');
      if (name.startsWith('throw')) expect(told.log).toContain('event is dead');
      const { statuses: _, signatures, ...texts } = told;
      for (const [place, text] of Object.entries(texts)) {
        expect(text.toLowerCase().includes(canary), `${place}: ${around(text, canary)}`).toBe(false);
        expect(text, place).not.toContain(secret);
        for (const signature of signatures.split(' ')) expect(text, place).not.toContain(signature);
      }
    },
  );
});

it('there is an event to send for each of the document, with canaries in it', () => {
  expect(samples.map(({ trigger }) => trigger).toSorted()).toEqual(
    generated.routes.map(({ trigger }) => trigger).toSorted(),
  );
  expect(samples.every(({ body }) => textsOf(JSON.parse(withCanaries(body))).length > 3)).toBe(true);
});

/** Sends a receiver everything there is, and resolves with all that it says to anybody. */
async function tell(validation: ValidationMode, behave: Behaviour) {
  const { routes, validators } = generated;
  const store = createMemoryStore();
  const lines: string[] = [];
  const retry = { attempts: 2, minDelaySeconds: 0, maxDelaySeconds: 0 };
  const triggers = routes.map(({ trigger }) => trigger);
  const metrics = createPrometheusMetrics({ triggers, readInboxStats: () => store.stats() });
  const handler = async (event: unknown, context: HandlerContext) => behave(event, context);
  const receiver = createReceiver({
    config: {
      secrets: [secret],
      path: base,
      maxAgeSeconds: 300,
      validation,
      handlerTimeoutSeconds: 5,
      logLevel: 'debug',
    },
    routes,
    validators,
    handlers: Object.fromEntries(triggers.map((trigger) => [trigger, handler])),
    onUnknown: async ({ body, bytes }, context) => behave(body ?? Buffer.from(bytes).toString(), context),
    ...createPinoLoggers('debug', (line) => void lines.push(line)),
    metrics,
    createInbox: createStoredInbox(store, { ordering: 'none', concurrency: 20, retentionDays: 1, retry }),
  });
  await receiver.start();

  const answers: { status: number; headers: object; body: string }[] = [];
  const signatures: string[] = [];
  const post = async ({ headers, body }: SignedDelivery, path = base) => {
    signatures.push(headers[signatureHeaders.signature] ?? '');
    answers.push(await receiver.respond({ method: 'POST', path, headers, readBody: () => body }));
  };
  for (const { trigger, body: sample } of samples) {
    const body = withCanaries(sample);
    // An event without a key of its own is told by its channel's path alone.
    const path = `${base}${routes.find((route) => route.trigger === trigger)?.address ?? ''}`;
    const delivery = signDelivery(body, { secret });
    await post(delivery, path);
    await post(delivery, path);
    await post({ ...delivery, body: Buffer.from(`${body} `) }, path);
    await post(signDelivery(body, { secret: 'another' }), path);
    await post(signDelivery(withWrongTypes(body), { secret }), path);
  }
  const text = `${canary}-${canary}`;
  for (const body of [`{"brand_new":"${text}"}`, `"${text}"`, `{"text":"${text}`, `${text} is no JSON`]) {
    await post(signDelivery(body, { secret }));
  }
  await receiver.respond({ method: 'GET', path: '/metrics', headers: {}, readBody: () => undefined });
  while ((await store.stats()).pending > 0) await new Promise((resolve) => setTimeout(resolve, 20));

  const dead = await store.list({ state: 'dead', limit: 1_000 });
  const quarantine = await store.list({ state: 'quarantine', limit: 1_000 });
  const rendered = (await metrics.render?.())?.body ?? '';
  await receiver.stop(0);
  return {
    log: lines.join(''),
    metrics: rendered,
    answers: JSON.stringify(answers),
    reasons: JSON.stringify([dead, quarantine].flat().map(({ reason }) => reason)),
    signatures: signatures.join(' '),
    statuses: [...new Set(answers.map(({ status }) => status))],
  };
}

/** A sample with a text of its own in the place of each text. */
function withCanaries(sample: Buffer): string {
  let number = 0;
  return JSON.stringify(JSON.parse(sample.toString()), (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    number += 1;
    return `${canary}${number}-${canary.toUpperCase()} "${canary}"`;
  });
}

/** The same with a text where an object, a list or a number should be, below the key that tells the event. */
function withWrongTypes(body: string): string {
  let number = 0;
  const event = JSON.parse(body) as Record<string, unknown>;
  const changed = Object.entries(event).map(([key, content]) => [
    key,
    isRecord(content)
      ? Object.fromEntries(
          Object.entries(content).map(([name, value]) => {
            number += 1;
            return [name, typeof value === 'string' ? [value] : `${canary}-wrong-${number}`];
          }),
        )
      : content,
  ]);
  return JSON.stringify(Object.fromEntries(changed));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function around(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  return at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 100);
}
