import fastify, { type FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { contactCreate, createTestReceiver } from '../support/test-receiver.js';
import { portOf, sendOverHttp } from './harness/http.js';
import {
  calledIn,
  createRecordedReceiver,
  importGenerated,
  type Recording,
  type StartOptions,
} from './harness/receiver.js';
import {
  bareRequest,
  basePath,
  signedRequest,
  type TestRequest,
  type TestResponse,
} from './harness/request.js';
import { generatedFolder } from './harness/start.js';

type FastifyModule = typeof import('../../src/runtime/fastify.js');

const folder = generatedFolder({ target: 'fastify' });
const { sinchReceiver } = await importGenerated<FastifyModule>(folder, 'runtime/fastify.ts');
const body = sampleOf('CONTACT_CREATE');

interface Serving {
  readonly recording: Recording;
  readonly send: (request: TestRequest) => Promise<TestResponse>;
}

/** Serves an application that has the receiver and what the test gives it. */
async function serve(
  build: (app: FastifyInstance) => void,
  { prefix = '', ...options }: StartOptions & { prefix?: string } = {},
): Promise<Serving> {
  const { receiver, recording } = await createRecordedReceiver(folder, options);
  const app = fastify({ forceCloseConnections: true });
  build(app);
  await app.register(sinchReceiver, { receiver, prefix });
  const port = portOf(await app.listen({ port: 0, host: '127.0.0.1' }));
  onTestFinished(() => app.close());
  return { recording, send: (request) => sendOverHttp(port, request) };
}

function post(path: string, type: string, text: string): TestRequest {
  return { method: 'POST', path, headers: [['content-type', type]], body: Buffer.from(text) };
}

/** Addresses that a document may have, and that mean something else to a router. */
const odd = [
  '/a/*',
  '/users/:id',
  '/users/:id/:other',
  '/a::b',
  '/(x)',
  '/50%',
  '/%',
  '/*',
  '/a*b',
  '/a?b',
  `/${'long'.repeat(200)}`,
];

describe('an application with the receiver', () => {
  it('parses the bodies of its other routes as before', async () => {
    const { recording, send } = await serve((app) => {
      app.post('/api', async (request) => ({ got: request.body }));
    });
    expect((await send(post('/api', 'application/json', '{"a":1}'))).body).toBe('{"got":{"a":1}}');
    expect((await send(post('/api', 'application/json', '{'))).status).toBe(400);
    expect((await send(post('/api', 'application/xml', '<a/>'))).status).toBe(415);
    expect((await send(signedRequest(body))).status).toBe(200);
    expect(calledIn(recording)).toEqual(['CONTACT_CREATE']);
  });

  it('may have a parser for JSON of its own, which no callback reaches', async () => {
    const { recording, send } = await serve((app) => {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('application/json', (_request, payload, done) => {
        payload.resume();
        done(new Error('not for you'));
      });
    });
    expect((await send(signedRequest(body))).status).toBe(200);
    expect(calledIn(recording)).toEqual(['CONTACT_CREATE']);
  });

  it('answers what nobody takes in its own way', async () => {
    const { send } = await serve((app) => {
      app.setNotFoundHandler(async (_request, reply) => reply.code(404).send('not here'));
    });
    expect(await send(bareRequest('GET', '/other'))).toMatchObject({ status: 404, body: 'not here' });
    expect(await send(post(`${basePath}/other`, 'text/plain', ''))).toMatchObject({ body: 'not here' });
  });

  it('may have a route for everything, which takes no callback', async () => {
    const { recording, send } = await serve((app) => {
      app.all('/*', async () => 'everything');
    });
    expect((await send(bareRequest('GET', '/other'))).body).toBe('everything');
    expect((await send(signedRequest(body))).body).toBe('accepted');
    expect(calledIn(recording)).toEqual(['CONTACT_CREATE']);
  });

  it.each([
    ['/inbound', '/inbound'],
    ['/inbound/', '/inbound'],
    ['/of/:tenant', '/of/somebody'],
  ])('may put the receiver below the prefix %s', async (prefix, start) => {
    const { recording, send } = await serve(() => {}, { prefix });
    expect((await send(signedRequest(body))).status).toBe(404);
    expect((await send(signedRequest(body, { path: `${start}${basePath}` }))).status).toBe(200);
    expect((await send(bareRequest('GET', `${start}/healthz?a=/b`))).status).toBe(200);
    expect((await send(bareRequest('POST', `${start}${basePath}/other`))).status).toBe(404);
    expect(calledIn(recording)).toEqual(['CONTACT_CREATE']);
  });

  it('may have a timeout that answers before a handler is done', async () => {
    const { recording, send } = await serve(
      (app) => {
        app.addHook('onRequest', async (_request, reply) => {
          setTimeout(() => void reply.code(504).send('too late'), 20);
        });
      },
      { handler: () => wait(60) },
    );
    expect(await send(signedRequest(body))).toMatchObject({ status: 504, body: 'too late' });
    await wait(100);
    expect(calledIn(recording)).toEqual(['CONTACT_CREATE']);
  });

  it('starts with addresses that are patterns to its router, and takes them as they are', async () => {
    const routes = odd.map((address) => ({ ...contactCreate, address }));
    const { receiver, handled } = createTestReceiver({ routes });
    const app = fastify({ forceCloseConnections: true });
    await app.register(sinchReceiver, { receiver });
    const port = portOf(await app.listen({ port: 0, host: '127.0.0.1' }));
    onTestFinished(() => app.close());
    const statusOf = async (path: string): Promise<number> =>
      (await sendOverHttp(port, signedRequest(body, { path: basePath + path }))).status;

    expect(await statusOf('')).toBe(200);
    for (const path of ['/a/*', '/users/:id', '/a::b', '/(x)', '/*', '/a*b', odd.at(-1) ?? '']) {
      expect(await statusOf(path), path).toBe(200);
    }
    for (const path of ['/a/b', '/users/5', '/users/5/6', '/other', '/a%2F*', '/users/%3Aid']) {
      expect(await statusOf(path), path).toBe(404);
    }
    expect(handled).toEqual(['CONTACT_CREATE']);
  });

  it('with a hook that reads the body before the receiver answers 503, never 401', async () => {
    const { recording, send } = await serve((app) => {
      app.addHook('preParsing', async (_request, _reply, payload) => {
        const chunks = await payload.toArray();
        return Readable.from(chunks);
      });
    });
    expect((await send(signedRequest(body))).status).toBe(503);
    expect(calledIn(recording)).toEqual([]);
    expect(recording.log.join('\n')).toContain('mount the receiver first');
  });
});
