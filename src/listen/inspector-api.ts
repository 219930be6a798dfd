import type { JsonRecord } from '../spec/json.js';
import { type Feed, streamEvents } from '../web/event-stream.js';
import { badRequest, notFound } from '../web/api-error.js';
import { readText } from '../web/fields.js';
import { type Route, streamed } from '../web/http-route.js';
import { curlCommand } from './curl-command.js';
import type { Exchange } from './exchange.js';
import type { ExchangeLog } from './exchange-log.js';
import { detailOf } from './exchange-view.js';
import { fixtureName, renderFixture } from './fixture.js';
import { type InspectorChange, type InspectorView, summariesBefore } from './inspector-feed.js';
import type { Listener } from './listener.js';
import type { MaskBody } from './mask-body.js';
import { searchBodies } from './search-bodies.js';
import { editedFrom, replayOf } from './send-again.js';
import type { TypeDocumentation } from './type-documentation.js';

export interface InspectorParts {
  readonly log: ExchangeLog;
  readonly listener: Listener;
  readonly feed: Feed<InspectorView, InspectorChange>;
  readonly types: TypeDocumentation;
  readonly maskBody: MaskBody;
  readonly to: URL;
  /** What is signed with anew, if anything is. */
  readonly secret: string | undefined;
}

const mostAtOnce = 2_000;

/** What the page asks for. */
export function inspectorRoutes(parts: InspectorParts): Route[] {
  const { log, listener, feed, types, maskBody, to, secret } = parts;
  const find = (number: string | undefined): Exchange => {
    const exchange = log.get(Number(number));
    if (exchange === undefined) throw notFound('request', number ?? '');
    return exchange;
  };
  const findWhole = (number: string | undefined): Exchange => {
    const exchange = find(number);
    if (!exchange.isWhole) throw badRequest('Its body was too large to be kept');
    return exchange;
  };

  return [
    {
      method: 'GET',
      path: '/listen/stream',
      run: ({ response }) => {
        streamEvents(feed, response);
        return streamed;
      },
    },
    { method: 'GET', path: '/listen/types', run: () => ({ ...types }) },
    {
      method: 'GET',
      path: '/listen/search',
      run: async ({ query }) => ({ numbers: await searchBodies(log.all(), query.get('text') ?? '') }),
    },
    {
      method: 'GET',
      path: '/listen/exchanges',
      run: ({ query }) => ({
        exchanges: summariesBefore(log, Number(query.get('before') ?? Infinity), mostAtOnce),
      }),
    },
    {
      method: 'GET',
      path: '/listen/exchanges/{number}',
      run: ({ params }) => ({ ...detailOf(find(params['number'])) }),
    },
    {
      method: 'GET',
      path: '/listen/exchanges/{number}/curl',
      run: ({ params }) => ({ command: curlCommand(findWhole(params['number']), to) }),
    },
    {
      method: 'GET',
      path: '/listen/exchanges/{number}/fixture',
      run: ({ params, response }) => {
        const exchange = findWhole(params['number']);
        const text = renderFixture(exchange, maskBody);
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="${fixtureName(exchange)}"`,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        });
        response.end(text);
        return streamed;
      },
    },
    {
      method: 'POST',
      path: '/listen/exchanges/{number}:replay',
      run: ({ params, body }) => {
        if (body['sign'] === true && secret === undefined)
          throw badRequest('No secret to sign with is known');
        const again = replayOf(findWhole(params['number']), body['sign'] === true ? secret : undefined);
        return sent(listener.pass(again));
      },
    },
    {
      method: 'POST',
      path: '/listen/exchanges/{number}:edit',
      run: ({ params, body }) =>
        sent(listener.pass(editedFrom(find(params['number']), readText(body, 'text'), secret))),
    },
  ];
}

async function sent(passed: ReturnType<Listener['pass']>): Promise<JsonRecord> {
  const { exchange, answer } = await passed;
  // Nobody reads the rest of a long answer.
  if (answer.kind === 'answered') answer.rest?.destroy();
  return { number: exchange.number };
}
