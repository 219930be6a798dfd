import type { SpecText } from '../../src/spec/document.js';

// In the shape of the documents on Sinch's other APIs: no property is required, a server's address is a variable, and
// what tells one event from another is the value of `type` or `event`.

/** Several messages share a channel, and two of them a payload. */
export const parcels = documentOf({
  channels: {
    '/parcels/report': publish('onReport', ['ReportSmall', 'ReportLarge', 'StopSmall', 'StopLarge']),
    '/parcels/incoming': publish('onIncoming', ['IncomingLetter', 'IncomingBox']),
  },
  messages: {
    ReportSmall: message('report_small', 'ReportSmallPayload'),
    ReportLarge: message('report_large', 'ReportLargePayload'),
    StopSmall: message('stop_small', 'StopPayload'),
    StopLarge: message('stop_large', 'StopPayload'),
    IncomingLetter: message('incoming_letter', 'LetterPayload'),
    IncomingBox: message('incoming_box', 'BoxPayload'),
  },
  schemas: {
    ReportSmallPayload: payload('type', ['report_small'], { counts: { type: 'array', items: count() } }),
    ReportLargePayload: payload('type', ['report_large'], { counts: { type: 'array', items: count() } }),
    StopPayload: payload('type', ['stop_small', 'stop_large'], {
      at: { type: 'string', format: 'date-time' },
    }),
    LetterPayload: payload('type', ['in_letter'], { body: { type: 'string' } }),
    BoxPayload: payload('type', ['in_box'], {
      body: { type: 'object', properties: { kilos: { type: 'number' } } },
    }),
  },
});

/** Each message has a channel of its own, one of them with a name that TypeScript has already. */
export const checks = documentOf({
  channels: {
    '/check/request': publish('onRequest', ['CheckRequestEvent']),
    '/check/result': publish('onResult', ['CheckResultEvent']),
  },
  messages: {
    CheckRequestEvent: message('CheckRequestEvent', 'RequestPayload'),
    CheckResultEvent: message('CheckResultEvent', 'ResultPayload'),
  },
  schemas: {
    RequestPayload: payload('event', ['CheckRequestEvent'], {
      method: { type: 'string', enum: ['eye', 'ear'] },
    }),
    ResultPayload: payload('event', ['CheckResultEvent'], {
      method: { type: 'string', enum: ['eye', 'ear'] },
    }),
  },
});

function documentOf(parts: { channels: object; messages: object; schemas: object }): SpecText {
  const { channels, messages, schemas } = parts;
  const servers = {
    customer: {
      url: '{callbackUrl}',
      protocol: 'https',
      variables: { callbackUrl: { description: 'Where yours listens.' } },
      security: [{ basicAuth: [] }],
    },
  };
  const securitySchemes = { basicAuth: { type: 'http', scheme: 'basic' } };
  const components = { securitySchemes, messages, schemas };
  const document = { asyncapi: '2.6.0', info: { title: 'T', version: '1.0' }, servers, channels, components };
  return { source: { kind: 'stdin' }, name: 'tagged.json', text: JSON.stringify(document) };
}

function publish(operationId: string, names: readonly string[]): object {
  const references = names.map((name) => ({ $ref: `#/components/messages/${name}` }));
  const one = references.length === 1 ? references[0] : { oneOf: references };
  return { description: 'A channel.', publish: { operationId, summary: 'Receive it', message: one } };
}

function message(name: string, schema: string): object {
  const reference = { $ref: `#/components/schemas/${schema}` };
  return { name, title: name, contentType: 'application/json', payload: reference };
}

function payload(property: string, values: readonly string[], more: object): object {
  const properties = { id: { type: 'string' }, [property]: { type: 'string', enum: values }, ...more };
  return { type: 'object', properties };
}

function count(): object {
  return { type: 'object', properties: { status: { type: 'string', enum: ['SENT', 'LOST'] } } };
}
