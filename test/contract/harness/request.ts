import { signDelivery, type SigningOptions } from '../../support/signed-delivery.js';

export const basePath = '/webhooks/sinch';

/** A request as a sender writes it: a header can come twice, and the path can have a query. */
export interface TestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Sent in chunks and without its length. */
  readonly isChunked?: boolean;
}

export interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A signed callback to the base path. */
export function signedRequest(
  body: Uint8Array | string,
  { path = basePath, ...signing }: SigningOptions & { path?: string } = {},
): TestRequest {
  const delivery = signDelivery(body, signing);
  return { method: 'POST', path, headers: Object.entries(delivery.headers), body: delivery.body };
}

export function bareRequest(method: string, path: string): TestRequest {
  return { method, path, headers: [], body: Buffer.alloc(0) };
}

/** The request with other values of a header: none, one or several. */
export function withHeader(request: TestRequest, name: string, ...values: string[]): TestRequest {
  const others = request.headers.filter(([other]) => other !== name);
  return { ...request, headers: [...others, ...values.map((value) => [name, value] as const)] };
}

export function headerOf(request: TestRequest, name: string): string {
  return request.headers.find(([other]) => other === name)?.[1] ?? '';
}
