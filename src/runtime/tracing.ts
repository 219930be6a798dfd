import {
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace as traces,
  type Context,
  type Span,
  type SpanContext,
} from '@opentelemetry/api';
import { createRecentMap } from './recent-map.js';
import type { Trace, TracedEvent } from './trace.js';

/** Spans for whichever SDK of OpenTelemetry the process has registered; without one, this does nothing. */
export function createTrace(): Trace {
  const tracer = traces.getTracer('sinch-webhook-receiver');
  const received = createRecentMap<SpanContext>();

  return {
    receive(event, work) {
      const span = tracer.startSpan(`sinch receive ${event.trigger}`);
      if (isNobodys(span)) return work();
      return inside(context.active(), span, () => {
        if (!span.isRecording()) return work().finally(() => span.end());
        received.set(event.deliveryId, span.spanContext());
        span.setAttributes(attributesOf(event));
        return ended(span, work, (outcome) => outcome);
      });
    },

    handle(attempt, work) {
      const cause = received.get(attempt.deliveryId);
      const options = { kind: SpanKind.CONSUMER, ...(cause && { links: [{ context: cause }] }) };
      // Whatever woke the worker, such as another event, is not what this belongs to.
      const span = tracer.startSpan(`sinch handle ${attempt.trigger}`, options, ROOT_CONTEXT);
      if (isNobodys(span)) return work();
      return inside(ROOT_CONTEXT, span, () => {
        if (!span.isRecording()) return work().finally(() => span.end());
        span.setAttributes({ ...attributesOf(attempt), 'sinch.attempt': attempt.attempt });
        return ended(span, work, () => 'completed');
      });
    },
  };
}

/** Where no SDK is registered there is nothing to hand on, and nothing to pay for. */
function isNobodys(span: Span): boolean {
  return !isSpanContextValid(span.spanContext());
}

function inside<Result>(parent: Context, span: Span, work: () => Promise<Result>): Promise<Result> {
  return context.with(traces.setSpan(parent, span), work);
}

function attributesOf({ trigger, deliveryId }: TracedEvent) {
  return { 'messaging.system': 'sinch', 'sinch.trigger': trigger, 'sinch.delivery_id': deliveryId };
}

// The error itself is not recorded: its place is the log.
async function ended<Result>(
  span: Span,
  work: () => Promise<Result>,
  outcomeOf: (result: Result) => string,
): Promise<Result> {
  try {
    const result = await work();
    span.setAttribute('sinch.outcome', outcomeOf(result));
    return result;
  } catch (error) {
    span.setAttribute('sinch.outcome', 'failed');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
