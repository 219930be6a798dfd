import Fastify from 'fastify';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { sinchReceiver } from './generated/runtime/fastify.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { validators } from './generated/validators.js';

const receiver = createReceiver({ config, routes, validators, handlers, onUnknown });

const app = Fastify();
await app.register(sinchReceiver, { receiver });

const address = await app.listen({ port: config.port, host: config.host });
console.log(`Listening for Sinch events on ${address}${config.path}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void app.close());
}
