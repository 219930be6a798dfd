import type { IncomingHttpHeaders } from 'node:http';
import type { WebhookRequest } from './http.js';
import { isRecord } from './problems.js';

/** What API Gateway (payload versions 1 and 2), a Function URL and a load balancer have in common for a receiver. */
export interface LambdaEvent {
  readonly rawPath?: string;
  readonly path?: string;
  readonly httpMethod?: string;
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext?: {
    readonly stage?: string;
    readonly domainName?: string;
    readonly http?: { readonly method: string };
    /** There when the event comes from a load balancer. */
    readonly elb?: object;
  };
}

export interface LambdaResult {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/** The request in an event, whichever of the services it came through; `undefined` for what is no request. */
export function requestOf(event: LambdaEvent | null | undefined): WebhookRequest | undefined {
  // Whoever may invoke the function can give it anything, so nothing is taken for what its type says.
  if (event === null || event === undefined) return undefined;
  const method = textOf(event.requestContext?.http?.method) ?? textOf(event.httpMethod);
  const path = pathOf(event);
  const body: unknown = event.body ?? '';
  if (method === undefined || path === undefined || typeof body !== 'string') return undefined;
  const encoding = event.isBase64Encoded === true ? 'base64' : 'utf8';
  return {
    method,
    path,
    headers: headersOf(event),
    readBody(limit) {
      const bytes = Buffer.from(body, encoding);
      return bytes.byteLength > limit ? undefined : bytes;
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

// A stage with a name stands in front of the path in payload version 2, unless a domain of one's own hides it.
function pathOf({ rawPath, path, requestContext }: LambdaEvent): string | undefined {
  const raw = textOf(rawPath);
  if (raw === undefined) return textOf(path);
  const domain = textOf(requestContext?.domainName);
  const stage = `/${requestContext?.stage ?? '$default'}`;
  const showsStage = domain === undefined || domain.includes('.execute-api.');
  return showsStage && raw.startsWith(`${stage}/`) ? raw.slice(stage.length) : raw;
}

// Names come in any case. As in node:http, the first content type counts, and what else is given twice ends up joined
// by a comma, which no form of a signature lets through.
function headersOf({ headers, multiValueHeaders }: LambdaEvent): IncomingHttpHeaders {
  const lists: unknown = multiValueHeaders;
  const given: unknown = isRecord(lists) && Object.keys(lists).length > 0 ? lists : headers;
  const joined: Record<string, string> = {};
  if (!isRecord(given)) return joined;
  for (const name of Object.keys(given)) {
    const values = given[name];
    if (typeof values === 'string') addHeader(joined, name, values);
    else if (Array.isArray(values)) for (const value of values) addHeader(joined, name, value);
  }
  return joined;
}

function addHeader(joined: Record<string, string>, name: string, value: unknown): void {
  const key = name.toLowerCase();
  if (typeof value !== 'string') return;
  if (!Object.hasOwn(joined, key)) joined[key] = value;
  else if (key !== 'content-type') joined[key] = `${joined[key]}, ${value}`;
}

export function listValues(headers: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}
