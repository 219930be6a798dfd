import { createRequire } from 'node:module';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { basePath } from '../test/chaos/build-receiver.js';
import { secret } from '../test/chaos/receiver-process.js';

/*
 * A receiver on the official SDK, in the way of its examples: express reads and parses, the SDK checks the signature over the
 * bytes that were kept beside, and says which event it is. It keeps nothing, knows no repeats and validates nothing.
 */

interface Sdk {
  readonly ConversationCallbackWebhooks: new (secret: string) => {
    validateAuthenticationHeader(headers: IncomingHttpHeaders, body: string): boolean;
    parseEvent(body: unknown): { readonly trigger: string };
  };
}

const require = createRequire(`${process.env['SDK_FOLDER'] ?? ''}/package.json`);
const { ConversationCallbackWebhooks } = require('@sinch/sdk-core') as Sdk;
const webhooks = new ConversationCallbackWebhooks(secret);
const bodies = new WeakMap<IncomingMessage, string>();

const app = express();
app.use(express.json({ verify: (request, _response, body) => void bodies.set(request, body.toString()) }));
app.post(basePath, (request, response) => {
  if (!webhooks.validateAuthenticationHeader(request.headers, bodies.get(request) ?? '')) {
    response.status(401).json();
    return;
  }
  try {
    webhooks.parseEvent(request.body);
    response.status(200).json();
  } catch {
    response.status(400).json({ error: 'Invalid event format' });
  }
});
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://127.0.0.1:${port}/`);
});
