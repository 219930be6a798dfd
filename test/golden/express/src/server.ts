import type { AddressInfo } from 'node:net';
import express from 'express';
import { config } from './config.js';
import { handlers, onUnknown } from './generated/handlers.js';
import { routes } from './generated/routes.js';
import { createExpressServer } from './generated/runtime/express-server.js';
import { mountReceiver } from './generated/runtime/express.js';
import { listenFailure, listeningLine } from './generated/runtime/listening.js';
import { createReceiver } from './generated/runtime/receiver.js';
import { validators } from './generated/validators.js';

const receiver = createReceiver({ config, routes, validators, handlers, onUnknown });

const app = express();
app.disable('x-powered-by');
// Mount body parsers and your own routes below this line: the receiver needs the body as it came.
mountReceiver(app, receiver);

const server = createExpressServer(app);
server.once('error', (error) => {
  console.error(listenFailure(error, config));
  process.exit(1);
});
server.listen(config.port, config.host, () => {
  const { port } = server.address() as AddressInfo;
  console.log(listeningLine({ ...config, port }));
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => server.close());
}
