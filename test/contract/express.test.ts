import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { close, listen, sendOverHttp } from './harness/http.js';
import { calledIn, createRecordedReceiver, importGenerated, type Recording } from './harness/receiver.js';
import { bareRequest, signedRequest, type TestRequest, type TestResponse } from './harness/request.js';
import { generatedFolder } from './harness/start.js';

type ExpressModule = typeof import('../../src/runtime/express.js');
type ExpressServerModule = typeof import('../../src/runtime/express-server.js');

const folder = generatedFolder({ target: 'express' });
const { mountReceiver } = await importGenerated<ExpressModule>(folder, 'runtime/express.ts');
const { createExpressServer } = await importGenerated<ExpressServerModule>(
  folder,
  'runtime/express-server.ts',
);
const body = sampleOf('CONTACT_CREATE');

interface Serving {
  readonly recording: Recording;
  readonly send: (request: TestRequest) => Promise<TestResponse>;
}

/** Serves an application that has the receiver, with what it has before and after it. */
async function serve(mount: {
  before?: (app: Express) => void;
  after?: (app: Express) => void;
  handler?: () => Promise<void>;
}): Promise<Serving> {
  const { handler } = mount;
  const { receiver, recording } = await createRecordedReceiver(
    folder,
    handler === undefined ? {} : { handler },
  );
  const app = express();
  mount.before?.(app);
  mountReceiver(app, receiver);
  mount.after?.(app);
  const server = createExpressServer(app);
  const port = await listen(server);
  onTestFinished(() => close(server));
  return { recording, send: (request) => sendOverHttp(port, request) };
}

const json = (path: string): TestRequest => ({
  method: 'POST',
  path,
  headers: [['content-type', 'application/json']],
  body: Buffer.from('{"a":1}'),
});

const echo: RequestHandler = (request, response) => void response.json({ got: request.body as unknown });

const eatBody: RequestHandler = (request, _response, next) => {
  request.on('data', () => {}).on('end', next);
};

describe('a body parser before the receiver', () => {
  it.each([
    ['jsonParser', express.json()],
    ['urlencodedParser', express.urlencoded()],
    ['textParser', express.text()],
    ['rawParser', express.raw()],
  ])('%s is an error at the start that says what to do', async (name, parser) => {
    await expect(serve({ before: (app) => app.use(parser) })).rejects.toThrow(
      `${name} is mounted before the Sinch receiver: call mountReceiver(app, receiver) first.`,
    );
  });

  it('that cannot be told by its name gives 503, never 401, and a line in the log', async () => {
    const { recording, send } = await serve({ before: (app) => app.use(eatBody) });
    expect((await send(signedRequest(body))).status).toBe(503);
    expect((await send(signedRequest(''))).status).toBe(503);
    expect(calledIn(recording)).toEqual([]);
    expect(recording.log.join('\n')).toContain('mount the receiver first');
  });
});

describe('a handler that takes longer than the application waits', () => {
  const rejections: unknown[] = [];
  const record = (error: unknown): void => void rejections.push(error);
  const answerBefore: RequestHandler = (_request, response, next) => {
    setTimeout(() => response.status(504).end('too late'), 20);
    next();
  };
  const hangUp: RequestHandler = (_request, response, next) => {
    setTimeout(() => response.destroy(), 20);
    next();
  };

  it('leaves the answer to the application, and the process alive', async () => {
    process.on('unhandledRejection', record);
    onTestFinished(() => void process.off('unhandledRejection', record));
    const handler = (): Promise<void> => wait(60);

    const late = await serve({ before: (app) => app.use(answerBefore), handler });
    expect(await late.send(signedRequest(body))).toMatchObject({ status: 504, body: 'too late' });
    const gone = await serve({ before: (app) => app.use(hangUp), handler });
    await expect(gone.send(signedRequest(body))).rejects.toThrow();
    await wait(100);

    expect([calledIn(late.recording), calledIn(gone.recording)]).toEqual([
      ['CONTACT_CREATE'],
      ['CONTACT_CREATE'],
    ]);
    expect(rejections).toEqual([]);
  });

  it('hands what is thrown while it answers to the error handler of the application', async () => {
    const spoil: RequestHandler = (_request, response, next) => {
      response.writeHead = () => {
        delete (response as { writeHead?: unknown }).writeHead;
        throw new Error('spoilt');
      };
      next();
    };
    const answerError: ErrorRequestHandler = (error, _request, response, _next) => {
      response.status(500).end((error as Error).message);
    };
    const { send } = await serve({ before: (app) => app.use(spoil), after: (app) => app.use(answerError) });
    expect(await send(signedRequest(body))).toMatchObject({ status: 500, body: 'spoilt' });
  });
});

describe('an application with the receiver', () => {
  it('has routes of its own after it, with a body parser', async () => {
    const { recording, send } = await serve({
      after: (app) => app.use(express.json()).post('/api', echo),
    });
    expect((await send(json('/api'))).body).toBe('{"got":{"a":1}}');
    expect((await send(signedRequest(body))).status).toBe(200);
    expect(calledIn(recording)).toEqual(['CONTACT_CREATE']);
  });

  it('has routes of its own before it', async () => {
    const { send } = await serve({ before: (app) => app.post('/api', express.json(), echo) });
    expect((await send(json('/api'))).body).toBe('{"got":{"a":1}}');
    expect((await send(signedRequest(body))).status).toBe(200);
  });

  it('answers what nobody takes in its own way', async () => {
    const { send } = await serve({
      after: (app) => app.use((_request, response) => void response.status(404).send('not here')),
    });
    expect(await send(bareRequest('GET', '/other'))).toMatchObject({ status: 404, body: 'not here' });
  });

  it('may have a parser after the receiver that never sees a callback', async () => {
    const { recording, send } = await serve({ after: (app) => app.use(express.json()) });
    expect((await send(signedRequest('not json'))).status).toBe(200);
    expect(recording.unknown.map(({ reason }) => reason)).toEqual(['not-json']);
  });
});

describe('a server for an application', () => {
  it('gives a sender 20 seconds for a request', () => {
    expect(createExpressServer(express()).requestTimeout).toBe(20_000);
  });

  it('makes requests and responses with the prototypes of the application', async () => {
    const app = express().get('/', (_request, response) => void response.json({}));
    const server = createExpressServer(app);
    const prototypes: unknown[] = [];
    // In front of the application, which would otherwise change them.
    server.prependListener('request', (request, response) => {
      prototypes.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
    });
    const port = await listen(server);
    onTestFinished(() => close(server));

    expect(await sendOverHttp(port, bareRequest('GET', '/'))).toMatchObject({ status: 200, body: '{}' });
    expect(prototypes).toEqual([app.request, app.response]);
    expect(prototypes[0]).toBe(app.request);
    expect(prototypes[1]).toBe(app.response);
  });
});
