import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { sinchReceiver } from './generated/runtime/fastify.js';
import { listenFailure, listeningLine } from './generated/runtime/listening.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { validators } from './generated/validators.js';

const receiver = createReceiver({ config, routes, validators, handlers, onUnknown });

// Without a limit of its own Fastify waits for a request for ever.
const app = Fastify({ requestTimeout: 30_000 });
await app.register(sinchReceiver, { receiver });

try {
  await app.listen({ port: config.port, host: config.host });
} catch (error) {
  console.error(listenFailure(error, config));
  process.exit(1);
}
const { port } = app.server.address() as AddressInfo;
console.log(listeningLine({ ...config, port }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void app.close());
}
