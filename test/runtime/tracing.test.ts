import { AsyncLocalStorage } from 'node:async_hooks';
import {
  context,
  ROOT_CONTEXT,
  trace as traces,
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTrace } from '../../src/runtime/tracing.js';
import { createTestReceiver, postSigned } from '../support/test-receiver.js';

interface Recorded {
  readonly name: string;
  readonly options: SpanOptions;
  readonly hasParent: boolean;
  readonly attributes: Record<string, unknown>;
  status?: unknown;
  isEnded: boolean;
}

const body = '{"opt_in_notification":{"identity":"447700900123"}}';
let spans: Recorded[];

/** As little of an SDK as tells what is recorded. */
function registerSdk(): void {
  const storage = new AsyncLocalStorage<Context>();
  context.setGlobalContextManager({
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...parameters) => storage.run(active, () => work.call(self, ...parameters)),
    bind: (_context, target) => target,
    enable() {
      return this;
    },
    disable() {
      return this;
    },
  });
  const startSpan = (name: string, options: SpanOptions = {}, parent = context.active()): Span => {
    const attributes: Record<string, unknown> = {};
    const hasParent = traces.getSpan(parent) !== undefined;
    const recorded: Recorded = { name, options, hasParent, attributes, isEnded: false };
    spans.push(recorded);
    const spanContext = {
      traceId: 'a'.repeat(32),
      spanId: String(spans.length).padStart(16, '0'),
      traceFlags: 1,
    };
    return {
      isRecording: () => true,
      spanContext: () => spanContext,
      setAttribute: (key: string, value: unknown) => void (attributes[key] = value),
      setAttributes: (values: object) => void Object.assign(attributes, values),
      setStatus: (status: unknown) => void (recorded.status = status),
      end: () => void (recorded.isEnded = true),
    } as unknown as Span;
  };
  traces.setGlobalTracerProvider({ getTracer: () => ({ startSpan }) as unknown as Tracer });
}

describe('with an SDK', () => {
  beforeEach(() => {
    spans = [];
    registerSdk();
  });
  afterEach(() => {
    traces.disable();
    context.disable();
  });

  it('an event is received in one span and handled in another, which links to the first', async () => {
    const { receiver } = createTestReceiver({ trace: createTrace() });
    await postSigned(receiver, body, { nonce: 'n' });

    const common = { 'messaging.system': 'sinch', 'sinch.trigger': 'OPT_IN', 'sinch.delivery_id': 'n' };
    expect(spans).toMatchObject([
      {
        name: 'sinch receive OPT_IN',
        attributes: { ...common, 'sinch.outcome': 'accepted' },
        isEnded: true,
      },
      {
        name: 'sinch handle OPT_IN',
        hasParent: false,
        options: { kind: 4, links: [{ context: { spanId: '0000000000000001' } }] },
        attributes: { ...common, 'sinch.attempt': 1, 'sinch.outcome': 'completed' },
        isEnded: true,
      },
    ]);
  });

  it('a failure is told without its text', async () => {
    const fail = async (event: { opt_in_notification: { identity: string } }): Promise<never> =>
      Promise.reject(new Error(event.opt_in_notification.identity));
    const { receiver } = createTestReceiver({ trace: createTrace(), handlers: { OPT_IN: fail } });
    expect(await postSigned(receiver, body)).toBe(503);

    expect(spans).toMatchObject([
      { status: { code: 2 }, attributes: { 'sinch.outcome': 'failed' }, isEnded: true },
      { status: { code: 2 }, attributes: { 'sinch.outcome': 'failed' }, isEnded: true },
    ]);
    expect(JSON.stringify(spans)).not.toContain('447700900123');
  });

  it('a handler works inside its span', async () => {
    let seen: unknown;
    const handler = async () => void (seen = traces.getActiveSpan()?.spanContext().spanId);
    const { receiver } = createTestReceiver({ trace: createTrace(), handlers: { OPT_IN: handler } });
    await postSigned(receiver, body);
    expect(seen).toBe('0000000000000002');
  });
});

it('without an SDK, events are handled all the same', async () => {
  const { receiver, handled } = createTestReceiver({ trace: createTrace() });
  expect(await postSigned(receiver, body)).toBe(200);
  expect(handled).toEqual(['OPT_IN']);
});
