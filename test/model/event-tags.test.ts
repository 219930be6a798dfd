import { describe, expect, it } from 'vitest';
import { findTags } from '../../src/model/event-tags.js';
import { listEvents } from '../../src/model/list-events.js';
import { specDocument } from './spec-document.js';

describe('the tag of an event', () => {
  it('is a property whose values no other event has there', () => {
    expect(
      tagsOf({ paid: withType({ enum: ['paid', 'paid_late'] }), sent: withType({ const: 'sent' }) }),
    ).toEqual({
      PAID: { property: 'type', values: ['paid', 'paid_late'] },
      SENT: { property: 'type', values: ['sent'] },
    });
  });

  it('may be in a list that says that more values may come', () => {
    const open = withType({ anyOf: [{ enum: ['paid'] }, { type: 'string' }] });
    expect(tagsOf({ paid: open, sent: withType({ const: 'sent' }) })).toMatchObject({
      PAID: { values: ['paid'] },
    });
  });

  it('is in every alternative of its payload, and in a part of it', () => {
    const both = {
      oneOf: [withType({ const: 'a' }), { allOf: [withType({ const: 'b' }), { required: ['id'] }] }],
    };
    const some = { oneOf: [withType({ const: 'a' }), { properties: { id: {} } }] };
    const other = withType({ const: 'c' });
    expect(tagsOf({ both, other })).toMatchObject({ BOTH: { values: ['a', 'b'] } });
    expect(tagsOf({ some, other })).toEqual({});
  });

  it('ends where a payload is an alternative of itself', () => {
    const payload = { oneOf: [withType({ const: 'a' })] as unknown[] };
    payload.oneOf.push(payload);
    expect(tagsOf({ payload, other: withType({ const: 'c' }) })).toMatchObject({
      PAYLOAD: { values: ['a'] },
    });
  });

  it('may be the value that a message is called by, where messages share a payload', () => {
    const payload = withType({ enum: ['report_sms', 'report_mms'] });
    const events = listEvents(
      specDocument(
        { address: '/one', name: 'ReportSms', payload },
        { address: '/two', name: 'report_mms', payload },
      ),
    );
    expect(Object.fromEntries(findTags(events))).toEqual({
      ONE: { property: 'type', values: ['report_sms'] },
      TWO: { property: 'type', values: ['report_mms'] },
    });
  });

  it('is no property in which two events are alike', () => {
    const payload = () => withType({ enum: ['NEW', 'OLD'] });
    expect(tagsOf({ a: payload(), b: payload() })).toEqual({});
  });

  it('is the property that tells most of the events', () => {
    const withBoth = (value: string) => ({ properties: { kind: { const: value }, type: { const: value } } });
    const tags = tagsOf({ a: withBoth('a'), b: withBoth('b'), c: withType({ const: 'c' }) });
    expect(Object.values(tags)).toMatchObject([
      { property: 'type' },
      { property: 'type' },
      { property: 'type' },
    ]);
  });

  it('is not needed where there is one event, and is text', () => {
    expect(tagsOf({ a: withType({ const: 'a' }) })).toEqual({});
    expect(tagsOf({ a: withType({ const: 1 }), b: withType({ const: 2 }) })).toEqual({});
    expect(tagsOf({ a: withType({ enum: [] }), b: withType(true) })).toEqual({});
  });

  it('is an own property, whatever it is called', () => {
    const payload = (value: string) =>
      JSON.parse(`{"properties":{"constructor":{"const":"${value}"}}}`) as object;
    expect(tagsOf({ a: payload('a'), b: payload('b') })).toMatchObject({ A: { property: 'constructor' } });
    expect(tagsOf({ a: { properties: {} }, b: { properties: { toString: { const: 'b' } } } })).toEqual({});
  });
});

function withType(type: unknown): object {
  return { type: 'object', properties: { id: { type: 'string' }, type } };
}

function tagsOf(payloads: Readonly<Record<string, object>>) {
  const messages = Object.entries(payloads).map(([name, payload]) => ({ address: `/${name}`, payload }));
  return Object.fromEntries(findTags(listEvents(specDocument(...messages))));
}
