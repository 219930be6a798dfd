import type { IncomingHttpHeaders } from 'node:http';
import type { WebhookRequest } from './http.js';

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

/** The request in an event, whichever of the services it came through. */
export function requestOf(event: LambdaEvent): WebhookRequest {
  return {
    method: event.requestContext?.http?.method ?? event.httpMethod ?? '',
    path: pathOf(event),
    headers: headersOf(event),
    readBody: (limit) => bodyOf(event, limit),
  };
}

// A stage with a name stands in front of the path in payload version 2.
function pathOf(event: LambdaEvent): string {
  const path = event.rawPath ?? event.path ?? '/';
  const stage = `/${event.requestContext?.stage ?? '$default'}`;
  return event.rawPath !== undefined && path.startsWith(`${stage}/`) ? path.slice(stage.length) : path;
}

// Names come in any case; a header given twice ends up joined by a comma, as it does in node:http.
function headersOf(event: LambdaEvent): IncomingHttpHeaders {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? listValues(event.headers ?? {}))) {
    const key = name.toLowerCase();
    const value = values?.join(', ');
    if (value !== undefined) headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return headers;
}

function bodyOf(event: LambdaEvent, limit: number): Uint8Array | undefined {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded === true ? 'base64' : 'utf8');
  return body.byteLength > limit ? undefined : body;
}

export function listValues(headers: Readonly<Record<string, string | undefined>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]]])),
  );
}
