import { describe, expect, it } from 'vitest';
import { freshen } from '../../src/send/fresh.js';

const now = new Date('2030-01-02T03:04:05.678Z');

describe('freshen', () => {
  it('replaces the ids of the first identity alternative and nothing else of it', () => {
    const sample = {
      report: { message_id: 'old', status: 'DELIVERED', contact_id: 'theirs' },
      other: { id: 'kept' },
    };
    const identity = [['report.message_id', 'report.status'], ['other.id']];
    const newId = counter();
    expect(freshen(sample, { identity, now, newId })).toEqual({
      report: { message_id: 'new1', status: 'DELIVERED', contact_id: 'theirs' },
      other: { id: 'kept' },
    });
  });

  it('gives every id of an identity a value of its own', () => {
    const sample = { merge: { kept: { id: 'a' }, deleted: { id: 'b' } } };
    const identity = [['merge.kept.id', 'merge.deleted.id']];
    expect(freshen(sample, { identity, now, newId: counter() })).toEqual({
      merge: { kept: { id: 'new1' }, deleted: { id: 'new2' } },
    });
  });

  it('sets the times that are there to now, and adds none', () => {
    const fresh = freshen(
      { accepted_time: '2025-06-17T09:41:12.5Z' },
      { identity: [], now, newId: counter() },
    );
    expect(fresh).toEqual({ accepted_time: '2030-01-02T03:04:05.678Z' });
  });

  it('leaves the sample as it was', () => {
    const sample = { event_time: 'then', message: { id: 'old' } };
    freshen(sample, { identity: [['message.id']], now, newId: counter() });
    expect(sample).toEqual({ event_time: 'then', message: { id: 'old' } });
  });

  it('adds no id where the sample has none, or something that is not text', () => {
    const sample = { message: { id: 7 }, list: [] };
    const identity = [['message.id', 'absent.id', 'list.id', { keysOf: 'message' }]];
    expect(freshen(sample, { identity, now, newId: counter() })).toEqual(sample);
  });
});

function counter(): () => string {
  let count = 0;
  return () => `new${(count += 1)}`;
}
