import { describe, expect, it } from 'vitest';
import { findTags, type KeylessEvent } from '../../src/model/event-tags.js';
import type { SchemaNode } from '../../src/model/schema.js';
import { literals, object, text, union } from './nodes.js';

describe('the tag of an event', () => {
  it('is a property whose values no other event has there', () => {
    const paid = object('Paid', { id: text, type: literals('PaidType', ['paid', 'paid_late']) });
    const sent = object('Sent', { id: text, type: literals('SentType', ['sent']) });
    expect(tagsOf({ PAID: paid, SENT: sent })).toEqual({
      PAID: { property: 'type', values: ['paid', 'paid_late'] },
      SENT: { property: 'type', values: ['sent'] },
    });
  });

  it('is in every alternative of its payload', () => {
    const both = union(
      object('A', { type: literals('AType', ['a']) }),
      object('B', { type: literals('BType', ['b']) }),
    );
    const some = union(object('A', { type: literals('AType', ['a']) }), object('B', {}));
    const other = object('C', { type: literals('CType', ['c']) });
    expect(tagsOf({ BOTH: both, OTHER: other })).toMatchObject({ BOTH: { values: ['a', 'b'] } });
    expect(tagsOf({ SOME: some, OTHER: other })).toEqual({});
  });

  it('may be the value that a message is called by, where messages share a payload', () => {
    const shared = object('Report', { type: literals('ReportType', ['report_sms', 'report_mms']) });
    const tags = findTags([
      { trigger: 'ONE', name: 'ReportSms', payload: shared },
      { trigger: 'TWO', name: 'report_mms', payload: shared },
    ]);
    expect(Object.fromEntries(tags)).toEqual({
      ONE: { property: 'type', values: ['report_sms'] },
      TWO: { property: 'type', values: ['report_mms'] },
    });
  });

  it('is no property in which two events are alike', () => {
    const status = () => object('S', { status: literals('Status', ['NEW', 'OLD']) });
    expect(tagsOf({ A: status(), B: status() })).toEqual({});
  });

  it('is the property that tells most of the events', () => {
    const withKind = (kind: string, type: string) =>
      object('T', { kind: literals('Kind', [kind]), type: literals('Type', [type]) });
    const tags = tagsOf({
      A: withKind('k', 'a'),
      B: withKind('l', 'b'),
      C: object('C', { type: literals('Type', ['c']) }),
    });
    expect(Object.values(tags).map(({ property }) => property)).toEqual(['type', 'type', 'type']);
  });

  it('is not needed where there is one event, and is no number', () => {
    expect(tagsOf({ A: object('A', { type: literals('AType', ['a']) }) })).toEqual({});
    const numbered = (value: number) =>
      object('N', { type: { ...literals('NType', []), literals: [value] } });
    expect(tagsOf({ A: numbered(1), B: numbered(2) })).toEqual({});
  });
});

function tagsOf(payloads: Readonly<Record<string, SchemaNode>>) {
  const events: KeylessEvent[] = Object.entries(payloads).map(([trigger, payload]) => ({
    trigger,
    name: undefined,
    payload,
  }));
  return Object.fromEntries(findTags(events));
}
