import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createLogger } from '../src/generated/runtime/log.js';
import { createReceiver, type HandlerContext } from '../src/generated/runtime/receiver.js';
import { signedHeaders } from '../src/generated/runtime/signature.js';
import { routes } from '../src/generated/routes.js';
import { validators } from '../src/generated/validators.js';

const secret = 'only-for-this-test';
const base = '/webhooks/sinch';

for (const { trigger, eventKey, address } of routes) {
  // An event without a key of its own is told by its channel's path alone.
  const path = eventKey === undefined ? `${base}${address}` : base;

  test(`${trigger} reaches its handler once, and a repeat is acknowledged without it`, async () => {
    const { receiver, calls } = createTestReceiver();
    const body = await sampleOf(trigger);

    assert.equal((await receiver.respond(signedRequest(path, body))).status, 200);
    assert.equal((await receiver.respond(signedRequest(path, body))).status, 200);

    assert.deepEqual(calls, [trigger]);
  });

  test(`${trigger} with a changed byte is refused`, async () => {
    const { receiver, calls } = createTestReceiver();
    const body = await sampleOf(trigger);
    const request = signedRequest(path, body);

    const tampered = { ...request, readBody: () => Buffer.concat([body, Buffer.from(' ')]) };
    assert.equal((await receiver.respond(tampered)).status, 401);
    assert.deepEqual(calls, []);
  });
}

test('the document has events', () => {
  assert.ok(routes.length > 0);
});

function createTestReceiver() {
  const calls: string[] = [];
  const handler = async (_event: unknown, { trigger }: HandlerContext) => void calls.push(trigger);
  const receiver = createReceiver({
    config: {
      secrets: [secret],
      path: base,
      maxAgeSeconds: 300,
      validation: 'report',
      handlerTimeoutSeconds: 5,
      logLevel: 'silent',
    },
    routes,
    validators,
    handlers: Object.fromEntries(routes.map(({ trigger }) => [trigger, handler])),
    onUnknown: async ({ reason }) => assert.fail(`not recognised: ${reason}`),
    log: createLogger('silent'),
  });
  return { receiver, calls };
}

function sampleOf(trigger: string): Promise<Buffer> {
  return readFile(new URL(`./samples/${trigger}.json`, import.meta.url));
}

function signedRequest(path: string, body: Buffer) {
  const nonce = 'nonce-1';
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': 'application/json',
    ...signedHeaders(secret, { body, nonce, timestamp }),
  };
  return { method: 'POST', path, headers, readBody: () => body };
}
