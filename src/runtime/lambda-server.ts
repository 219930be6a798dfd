import { createServer, type Server } from 'node:http';
import { readRequestBody } from './body.js';
import { answerTooLarge } from './http.js';
import type { LambdaEvent, LambdaResult } from './lambda-event.js';

// What Lambda takes.
const bodyLimit = 6 * 1_048_576;

/** Serves a Lambda handler over HTTP on this machine, in the shape a Function URL gives it. For development. */
export function createLambdaServer(handler: (event: LambdaEvent) => Promise<LambdaResult>): Server {
  return createServer({ requestTimeout: 30_000 }, async (request, response) => {
    try {
      const body = await readRequestBody(request, bodyLimit);
      if (body === undefined) {
        const { status, headers, body: text } = answerTooLarge(bodyLimit);
        response.writeHead(status, headers).end(text);
        return;
      }
      const result = await handler({
        rawPath: (request.url ?? '/').split('?', 1)[0] ?? '/',
        headers: joinValues(request.headersDistinct),
        body: Buffer.from(body).toString('base64'),
        isBase64Encoded: true,
        requestContext: { stage: '$default', http: { method: request.method ?? 'GET' } },
      });
      response.writeHead(result.statusCode, result.headers).end(result.body);
    } catch (error) {
      response.destroy(error instanceof Error ? error : undefined);
    }
  });
}

function joinValues(headers: NodeJS.Dict<string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(',') ?? '']));
}
