import type { LambdaEvent, LambdaResult } from '../../../src/runtime/lambda-event.js';
import type { TestRequest, TestResponse } from './request.js';

/** How a service in front of a function turns a request into an event, and what it makes of the result. */
export interface LambdaShape {
  readonly name: string;
  /** The service keeps one value of a header that was sent twice, so no function can tell. */
  readonly dropsDoubledHeaders?: boolean;
  readonly eventOf: (request: TestRequest) => object;
  readonly responseOf: (result: LambdaResult) => TestResponse;
}

export const lambdaShapes: readonly LambdaShape[] = [
  { name: 'API Gateway v2', eventOf: version2({ stage: '$default' }), responseOf: throughGateway },
  {
    name: 'API Gateway v2 with a named stage',
    eventOf: version2({ stage: 'prod', prefix: '/prod' }),
    responseOf: throughGateway,
  },
  {
    name: 'Function URL',
    eventOf: version2({ stage: '$default', domainName: 'abc.lambda-url.eu-west-1.on.aws' }),
    responseOf: throughGateway,
  },
  { name: 'API Gateway v1', eventOf: version1, responseOf: throughGateway },
  {
    name: 'load balancer',
    dropsDoubledHeaders: true,
    eventOf: (request) => ({ ...loadBalancer(request), headers: lastValues(headerLists(request)) }),
    responseOf: (result) => throughLoadBalancer(result, result.headers),
  },
  {
    name: 'load balancer with lists of headers',
    eventOf: (request) => ({ ...loadBalancer(request), multiValueHeaders: headerLists(request) }),
    responseOf: (result) => throughLoadBalancer(result, lastValues(result.multiValueHeaders ?? {})),
  },
];

/** The event as a function gets it: with its body in base64 or as text, and nothing in it that JSON has not. */
export function lambdaEvent(shape: LambdaShape, request: TestRequest, isBase64Encoded: boolean): LambdaEvent {
  const body = Buffer.from(request.body).toString(isBase64Encoded ? 'base64' : 'utf8');
  return JSON.parse(JSON.stringify({ ...shape.eventOf(request), body, isBase64Encoded })) as LambdaEvent;
}

interface Stage {
  readonly stage: string;
  readonly prefix?: string;
  readonly domainName?: string;
}

function version2({ stage, prefix = '', domainName }: Stage): (request: TestRequest) => object {
  return (request) => {
    const { path, query } = splitPath(request);
    const lists = Object.entries(headerLists(request));
    return {
      version: '2.0',
      rawPath: prefix + path,
      rawQueryString: query,
      headers: Object.fromEntries(lists.map(([name, values]) => [name, values.join(',')])),
      requestContext: { stage, domainName, http: { method: request.method, path: prefix + path } },
    };
  };
}

function version1(request: TestRequest): object {
  const { path } = splitPath(request);
  const multiValueHeaders = Object.fromEntries(
    Object.entries(headerLists(request)).map(([name, values]) => [inTitleCase(name), values]),
  );
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: request.method,
    headers: lastValues(multiValueHeaders),
    multiValueHeaders,
    requestContext: { stage: 'prod', httpMethod: request.method, path: `/prod${path}` },
  };
}

function loadBalancer(request: TestRequest): object {
  const { path } = splitPath(request);
  return { path, httpMethod: request.method, requestContext: { elb: { targetGroupArn: 'arn:aws:…' } } };
}

function splitPath({ path }: TestRequest): { path: string; query: string } {
  const [before = '', ...query] = path.split('?');
  return { path: before, query: query.join('?') };
}

function headerLists({ headers, body, isChunked }: TestRequest): Record<string, string[]> {
  const lists: Record<string, string[]> = isChunked ? {} : { 'content-length': [String(body.byteLength)] };
  for (const [name, value] of headers) lists[name] = [...(lists[name] ?? []), value];
  return lists;
}

function lastValues(lists: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function inTitleCase(name: string): string {
  return name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

const gatewayProperties = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

// API Gateway answers 502 to a result with a property it does not know.
function throughGateway(result: LambdaResult): TestResponse {
  if (!Object.keys(result).every((name) => gatewayProperties.has(name))) return badGateway;
  const headers = { ...result.headers, ...lastValues(result.multiValueHeaders ?? {}) };
  return { status: result.statusCode, headers, body: result.body };
}

// The documentation asks for a description of the status, "200 OK".
function throughLoadBalancer(result: LambdaResult, headers: Readonly<Record<string, string>>): TestResponse {
  if (result.statusDescription?.startsWith(`${result.statusCode} `) !== true) return badGateway;
  return { status: result.statusCode, headers, body: result.body };
}

const badGateway: TestResponse = { status: 502, headers: {}, body: 'Bad Gateway' };
