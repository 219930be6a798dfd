import { createServer, IncomingMessage, ServerResponse, type RequestListener, type Server } from 'node:http';
import { serverLimits } from './server-limits.js';

/** What an application of Express is to a server. */
type Application = RequestListener & { readonly request: object; readonly response: object };

/**
 * An HTTP server whose requests and responses are born with the application's prototypes. Express otherwise
 * changes the prototype of each one, which costs more than half of its throughput on Node 20.
 */
export function createExpressServer(app: Application): Server {
  return createServer(
    {
      ...serverLimits,
      IncomingMessage: bornWith(IncomingMessage, app.request),
      ServerResponse: bornWith(ServerResponse, app.response),
    },
    app,
  );
}

type Constructor = (this: unknown, ...parts: unknown[]) => void;

function bornWith<Base extends typeof IncomingMessage | typeof ServerResponse>(
  base: Base,
  prototype: object,
): Base {
  // A class can only be constructed: Express then changes the prototypes by itself, as it always does.
  if (/^class\b/.test(Function.prototype.toString.call(base))) return base;
  const construct = base as unknown as Constructor;
  // By a call, and not by Reflect.construct, which makes the shape of each object anew.
  function Born(this: unknown, ...parts: unknown[]): void {
    construct.apply(this, parts);
  }
  Born.prototype = prototype;
  // A plain function, because the prototype of a class cannot be replaced.
  return Born as unknown as Base;
}
