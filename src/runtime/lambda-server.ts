import { createServer, type Server } from 'node:http';
import type { LambdaEvent, LambdaResult } from './lambda-event.js';

/** Serves a Lambda handler over HTTP on this machine, in the shape a Function URL gives it. For development. */
export function createLambdaServer(handler: (event: LambdaEvent) => Promise<LambdaResult>): Server {
  return createServer(async (request, response) => {
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      const result = await handler({
        rawPath: (request.url ?? '/').split('?', 1)[0] ?? '/',
        headers: joinValues(request.headersDistinct),
        body: Buffer.concat(chunks).toString('base64'),
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
