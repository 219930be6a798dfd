import type { Express } from 'express';
import { readRequestBody } from './body.js';
import type { Receiver } from './receiver.js';

/** Mounts the receiver. Throws when a body parser is mounted before it, which would eat the signed bytes. */
export function mountReceiver(app: Express, receiver: Receiver): void {
  const parser = app.router.stack.find(({ name }) => /^(json|urlencoded|text|raw)Parser$/.test(name));
  if (parser !== undefined) {
    throw new Error(
      `${parser.name} is mounted before the Sinch receiver: call mountReceiver(app, receiver) first.`,
    );
  }

  // Express hands what is thrown in here, now or later, to the error handlers of the application.
  app.use(async (request, response, next) => {
    const { method, path, headers } = request;
    if (!receiver.answers(path)) return next();
    const readBody = (limit: number) => readRequestBody(request, limit);
    const answer = await receiver.respond({ method, path, headers, readBody });
    // Something else, such as a timeout, may have answered meanwhile.
    if (response.headersSent || response.destroyed) return;
    response.statusCode = answer.status;
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    // Headers that are not yet written get the length of the body, and so one piece instead of three.
    response.end(answer.body);
  });
}
