import express from 'express';
import fastify from 'fastify';
import type { TargetName } from '../../../src/render/targets/index.js';
import { close, listen, portOf, sendOverHttp } from './http.js';
import { lambdaEvent, lambdaShapes, type LambdaShape } from './lambda-shapes.js';
import { createRecordedReceiver, importGenerated, type Recording, type StartOptions } from './receiver.js';
import type { TestRequest, TestResponse } from './request.js';

/** One way to run a generated receiver and send it requests. The contract is the same for each. */
export interface Harness<Started extends Running = Running> {
  readonly name: string;
  readonly target: TargetName;
  /** Whether any bytes arrive as they were sent; a function that is given text gets no others than UTF-8. */
  readonly carriesAnyBytes: boolean;
  /** Whether a header that was sent twice can be told from one that was sent once. */
  readonly showsDoubledHeaders: boolean;
  readonly start: (folder: string, options?: StartOptions) => Promise<Started>;
}

export interface Running extends Recording {
  readonly send: (request: TestRequest) => Promise<TestResponse>;
  readonly stop: () => Promise<void>;
}

/** A receiver that listens, where a connection matters. */
export interface Listening extends Running {
  readonly port: number;
}

const overHttp = { carriesAnyBytes: true, showsDoubledHeaders: true };

export const httpHarnesses: readonly Harness<Listening>[] = [
  { name: 'express', target: 'express', ...overHttp, start: startExpress },
  { name: 'fastify', target: 'fastify', ...overHttp, start: startFastify },
];

export const harnesses: readonly Harness[] = [
  ...httpHarnesses,
  ...lambdaShapes.flatMap((shape) => [lambdaHarness(shape, true), lambdaHarness(shape, false)]),
];

type ExpressModules = typeof import('../../../src/runtime/express.js') &
  typeof import('../../../src/runtime/express-server.js');

async function startExpress(folder: string, options: StartOptions = {}): Promise<Listening> {
  const { mountReceiver } = await importGenerated<ExpressModules>(folder, 'runtime/express.ts');
  const { createExpressServer } = await importGenerated<ExpressModules>(folder, 'runtime/express-server.ts');
  const { receiver, recording } = await createRecordedReceiver(folder, options);
  const app = express();
  mountReceiver(app, receiver);
  const server = createExpressServer(app);
  const port = await listen(server);
  return { ...recording, port, send: (request) => sendOverHttp(port, request), stop: () => close(server) };
}

type FastifyModule = typeof import('../../../src/runtime/fastify.js');

async function startFastify(folder: string, options: StartOptions = {}): Promise<Listening> {
  const { sinchReceiver } = await importGenerated<FastifyModule>(folder, 'runtime/fastify.ts');
  const { receiver, recording } = await createRecordedReceiver(folder, options);
  const app = fastify({ forceCloseConnections: true });
  await app.register(sinchReceiver, { receiver });
  const port = portOf(await app.listen({ port: 0, host: '127.0.0.1' }));
  return { ...recording, port, send: (request) => sendOverHttp(port, request), stop: () => app.close() };
}

type LambdaModule = typeof import('../../../src/runtime/lambda.js');

function lambdaHarness(shape: LambdaShape, isBase64: boolean): Harness {
  return {
    name: `lambda, ${shape.name}, ${isBase64 ? 'base64' : 'text'}`,
    target: 'lambda',
    carriesAnyBytes: isBase64,
    showsDoubledHeaders: shape.dropsDoubledHeaders !== true,
    async start(folder, options = {}) {
      const { createLambdaHandler } = await importGenerated<LambdaModule>(folder, 'runtime/lambda.ts');
      const { receiver, recording } = await createRecordedReceiver(folder, options);
      const handler = createLambdaHandler(receiver);
      const send = async (request: TestRequest): Promise<TestResponse> =>
        shape.responseOf(await handler(lambdaEvent(shape, request, isBase64)));
      return { ...recording, send, stop: async () => {} };
    },
  };
}
