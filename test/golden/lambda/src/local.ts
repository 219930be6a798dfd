import type { AddressInfo } from 'node:net';
import { config } from './config.js';
import { createLambdaServer } from './generated/runtime/lambda-server.js';
import { handler } from './lambda.js';

// Serves the function on this machine, as its Function URL would.
const server = createLambdaServer(handler);
server.listen(config.port, config.host, () => {
  const { port } = server.address() as AddressInfo;
  console.log(`Listening for Sinch events on http://${config.host}:${port}${config.path}`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => server.close());
}
