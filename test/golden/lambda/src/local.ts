import type { AddressInfo } from 'node:net';
import { config } from './config.js';
import { createLambdaServer } from './generated/runtime/lambda-server.js';
import { listenFailure, listeningLine } from './generated/runtime/listening.js';
import { handler } from './ingest.js';

// Serves the function on this machine, as its Function URL would: npm start, npm run dev.
const server = createLambdaServer(handler);
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
