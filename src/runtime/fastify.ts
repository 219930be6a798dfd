import type { FastifyPluginAsync } from 'fastify';
import { readRequestBody } from './body.js';
import { ownPaths } from './http.js';
import type { Receiver } from './receiver.js';

/** Registers the receiver's paths in a scope of their own: what else the application parses is not touched. */
export const sinchReceiver: FastifyPluginAsync<{ receiver: Receiver }> = async (scope, { receiver }) => {
  // Sinch signs the exact bytes, so nothing may parse the body before the receiver reads it.
  scope.removeAllContentTypeParsers();
  // Fastify looks one by one through what it does not know by its name.
  scope.addContentTypeParser(['application/json', '*'], (_request, _payload, done) => done(null));

  const prefixSegments = scope.prefix.replace(/\/$/, '').split('/').length;
  // An address of the document is not registered but looked up as it came: this router would read `:` and `*` in it.
  for (const pattern of [...ownPaths, receiver.base, `${receiver.base}/`, `${receiver.base}/*`]) {
    scope.all(pattern, async ({ raw, method, headers }, reply) => {
      const path = withoutPrefix(raw.url ?? '', prefixSegments);
      if (!receiver.answers(path)) return reply.callNotFound();
      const readBody = (limit: number) => readRequestBody(raw, limit);
      const response = await receiver.respond({ method, path, headers, readBody });
      if (reply.sent) return reply;
      return reply.code(response.status).headers(response.headers).send(response.body);
    });
  }
};

// A prefix may have parameters, so it is not known how long it is in this request.
function withoutPrefix(url: string, segments: number): string {
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  return segments === 1 && path.startsWith('/') ? path : `/${path.split('/').slice(segments).join('/')}`;
}
