import express from 'express';
import fastify from 'fastify';
import type { TargetName } from '../../../src/render/targets/index.js';
import { close, listen, portOf, sendOverHttp } from './http.js';
import { directInbox, serverInboxes, sqsInbox, type ContractInbox, type ServerInbox } from './inboxes.js';
import { lambdaEvent, lambdaShapes, type LambdaShape } from './lambda-shapes.js';
import { startDirectFunction, startQueuedFunctions } from './lambda-receiver.js';
import { importGenerated, type Recording, type StartOptions } from './receiver.js';
import type { TestRequest, TestResponse } from './request.js';
import { createServerReceiver, type ServerReceiver } from './server-receiver.js';

/** One way to run a generated receiver and send it requests: a target and an inbox. The contract is the same for each. */
export interface Harness<Started extends Running = Running> {
  readonly name: string;
  readonly target: TargetName;
  readonly inbox: ContractInbox;
  /** Whether any bytes arrive as they were sent; a function that is given text gets no others than UTF-8. */
  readonly carriesAnyBytes: boolean;
  /** Whether a header that was sent twice can be told from one that was sent once. */
  readonly showsDoubledHeaders: boolean;
  readonly start: (folder: string, options?: StartOptions) => Promise<Started>;
}

export interface Running {
  readonly send: (request: TestRequest) => Promise<TestResponse>;
  /** What reached the handlers, once all that was sent before has: they may run after the answer. */
  readonly settled: () => Promise<Recording>;
  /** What it has logged up to now. */
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
}

/** A receiver that listens, where a connection matters. */
export interface Listening extends Running {
  readonly port: number;
}

export const httpHarnesses: readonly Harness<Listening>[] = serverInboxes.flatMap((inbox) => [
  serverHarness('express', inbox, startExpress),
  serverHarness('fastify', inbox, startFastify),
]);

export const harnesses: readonly Harness[] = [
  ...httpHarnesses,
  ...lambdaShapes.flatMap((shape) => [lambdaHarness(shape, true), lambdaHarness(shape, false)]),
  // What a function makes of a request is settled by then.
  ...lambdaShapes
    .filter(({ name }) => name === 'Function URL')
    .map((shape) => lambdaHarness(shape, true, sqsInbox)),
];

/** One target with each inbox there is, for what depends on nothing else. */
export const inboxHarnesses: readonly Harness[] = [
  ...new Map(harnesses.toReversed().map((harness) => [harness.inbox.name, harness])).values(),
];

type StartServer = (folder: string, inbox: ServerInbox, options?: StartOptions) => Promise<Listening>;

function serverHarness(target: TargetName, inbox: ServerInbox, start: StartServer): Harness<Listening> {
  return {
    name: `${target}, ${inbox.name}`,
    target,
    inbox,
    carriesAnyBytes: true,
    showsDoubledHeaders: true,
    start: (folder, options) => start(folder, inbox, options),
  };
}

type ExpressModules = typeof import('../../../src/runtime/express.js') &
  typeof import('../../../src/runtime/express-server.js');

async function startExpress(
  folder: string,
  inbox: ServerInbox,
  options: StartOptions = {},
): Promise<Listening> {
  const { mountReceiver } = await importGenerated<ExpressModules>(folder, 'runtime/express.ts');
  const { createExpressServer } = await importGenerated<ExpressModules>(folder, 'runtime/express-server.ts');
  const served = await createServerReceiver(folder, inbox, options);
  const app = express();
  mountReceiver(app, served.receiver);
  const server = createExpressServer(app);
  return listening(served, await listen(server), () => close(server));
}

type FastifyModule = typeof import('../../../src/runtime/fastify.js');

async function startFastify(
  folder: string,
  inbox: ServerInbox,
  options: StartOptions = {},
): Promise<Listening> {
  const { sinchReceiver } = await importGenerated<FastifyModule>(folder, 'runtime/fastify.ts');
  const served = await createServerReceiver(folder, inbox, options);
  const app = fastify({ forceCloseConnections: true });
  await app.register(sinchReceiver, { receiver: served.receiver });
  return listening(served, portOf(await app.listen({ port: 0, host: '127.0.0.1' })), () => app.close());
}

function listening(
  { receiver, recording, settled }: ServerReceiver,
  port: number,
  closeServer: () => Promise<unknown>,
): Listening {
  return {
    port,
    send: (request) => sendOverHttp(port, request),
    settled,
    log: recording.log,
    async stop() {
      await closeServer();
      await receiver.stop(0);
    },
  };
}

function lambdaHarness(shape: LambdaShape, isBase64: boolean, inbox = directInbox): Harness {
  const startFunction = inbox === sqsInbox ? startQueuedFunctions : startDirectFunction;
  return {
    name: `lambda, ${inbox.name}, ${shape.name}, ${isBase64 ? 'base64' : 'text'}`,
    target: 'lambda',
    inbox,
    carriesAnyBytes: isBase64,
    showsDoubledHeaders: shape.dropsDoubledHeaders !== true,
    async start(folder, options = {}) {
      const { handler, ...running } = await startFunction(folder, options);
      const send = async (request: TestRequest): Promise<TestResponse> =>
        shape.responseOf(await handler(lambdaEvent(shape, request, isBase64)));
      return { ...running, send };
    },
  };
}
