import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonRecord } from '../spec/json.js';

/** A request, read. */
export interface ApiRequest {
  /** What stands in the path at the names of the route, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object in the body; empty without a body. */
  readonly body: JsonRecord;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Such as `/v1/projects/{project}/messages:send`. */
  readonly path: string;
  /** Returns what is answered as JSON, or `streamed` when it answers by itself. */
  readonly run: (request: ApiRequest) => JsonRecord | typeof streamed | Promise<JsonRecord>;
}

/** What a route returns that has answered, or is going to. */
export const streamed = Symbol('streamed');

export interface CompiledRoute extends Route {
  /** The parameters in a path; `undefined` if it is not of this route. */
  match(pathname: string): Record<string, string> | undefined;
}

/** A route that tells its paths from others. */
export function compileRoute(route: Route): CompiledRoute {
  const names: string[] = [];
  const pattern = route.path.replace(/\{([a-z_]+)\}|[.*+?^$()|[\]\\]/g, (whole, name?: string) => {
    if (name === undefined) return `\\${whole}`;
    names.push(name);
    return '([^/:]+)';
  });
  const expression = new RegExp(`^${pattern}$`);
  return {
    ...route,
    match(pathname) {
      const found = expression.exec(pathname);
      if (found === null) return undefined;
      return Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
    },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
