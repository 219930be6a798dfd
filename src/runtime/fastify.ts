import type { FastifyPluginAsync } from 'fastify';
import { readRequestBody } from './body.js';
import type { Receiver } from './receiver.js';

/** Registers the receiver's paths in a scope of their own: what else the application parses is not touched. */
export const sinchReceiver: FastifyPluginAsync<{ receiver: Receiver }> = async (scope, { receiver }) => {
  // Sinch signs the exact bytes, so nothing may parse the body before the receiver reads it.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));

  for (const path of receiver.paths) {
    scope.all(path, async ({ raw, method, headers }, reply) => {
      const readBody = (limit: number) => readRequestBody(raw, limit);
      const response = await receiver.respond({ method, path, headers, readBody });
      return reply.code(response.status).headers(response.headers).send(response.body);
    });
  }
};
