import { describe, expect, it } from 'vitest';
import { createDirectInbox } from '../../src/runtime/direct-inbox.js';
import type { Delivery, Inbox } from '../../src/runtime/inbox.js';

function delivery(...identities: string[]): Delivery {
  const recognition = { kind: 'unknown', reason: 'unknown-event', body: {} } as const;
  const body = Buffer.from('{}');
  const path = '/webhooks/sinch';
  return {
    id: identities[0] ?? '',
    receivedAt: new Date(0),
    identities,
    path,
    body,
    recognition,
    problems: [],
  };
}

interface TestInbox {
  readonly inbox: Inbox;
  readonly handled: string[];
  /** Lets the oldest handler that still runs finish, or fail. */
  finish(failure?: Error): void;
}

/** An inbox whose handler runs until the test says otherwise. */
function createTestInbox(): TestInbox {
  const handled: string[] = [];
  const running: { resolve: () => void; reject: (failure: Error) => void }[] = [];
  const inbox = createDirectInbox({
    handle: ({ id }) => {
      handled.push(id);
      return new Promise<void>((resolve, reject) => running.push({ resolve, reject }));
    },
  });
  const finish = (failure?: Error): void => {
    const handler = running.shift();
    if (failure === undefined) handler?.resolve();
    else handler?.reject(failure);
  };
  return { inbox, handled, finish };
}

describe('the direct inbox', () => {
  it('accepts a delivery once its handler is done', async () => {
    const { inbox, handled, finish } = createTestInbox();
    const accepted = inbox.accept(delivery('a'));
    finish();
    expect(await accepted).toBe('accepted');
    expect(handled).toEqual(['a']);
  });

  it('takes the same nonce again for a duplicate', async () => {
    const { inbox, handled, finish } = createTestInbox();
    const first = inbox.accept(delivery('nonce:1', 'body:1'));
    finish();
    await first;
    expect(await inbox.accept(delivery('nonce:1', 'body:2'))).toBe('duplicate');
    expect(handled).toEqual(['nonce:1']);
  });

  it('takes the same body under another nonce for a duplicate', async () => {
    const { inbox, handled, finish } = createTestInbox();
    const first = inbox.accept(delivery('nonce:1', 'body:1'));
    finish();
    await first;
    expect(await inbox.accept(delivery('nonce:2', 'body:1'))).toBe('duplicate');
    expect(handled).toEqual(['nonce:1']);
  });

  it('tells deliveries apart that have nothing in common', async () => {
    const { inbox, handled, finish } = createTestInbox();
    const both = [inbox.accept(delivery('a')), inbox.accept(delivery('b'))];
    finish();
    finish();
    expect(await Promise.all(both)).toEqual(['accepted', 'accepted']);
    expect(handled).toEqual(['a', 'b']);
  });

  it('runs a handler once for ten deliveries of one event at the same time', async () => {
    const { inbox, handled, finish } = createTestInbox();
    const ten = Array.from({ length: 10 }, (_, index) => inbox.accept(delivery(`nonce:${index}`, 'body:1')));
    finish();
    expect(await Promise.all(ten)).toEqual(['accepted', ...Array<string>(9).fill('duplicate')]);
    expect(handled).toEqual(['nonce:0']);
  });

  it('acknowledges none of those that share a run until it is done', async () => {
    const { inbox, finish } = createTestInbox();
    const acknowledged: string[] = [];
    const both = ['first', 'second'].map(async (name) => {
      await inbox.accept(delivery('a'));
      acknowledged.push(name);
    });
    await Promise.resolve();
    expect(acknowledged).toEqual([]);
    finish();
    await Promise.all(both);
    expect(acknowledged).toHaveLength(2);
  });

  it('fails all that share a run when it fails', async () => {
    const { inbox, handled, finish } = createTestInbox();
    const three = [1, 2, 3].map(() => inbox.accept(delivery('a')));
    finish(new Error('no database'));
    const outcomes = await Promise.allSettled(three);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(handled).toEqual(['a']);
  });

  it('runs the handler again when a failed delivery comes again', async () => {
    const { inbox, handled, finish } = createTestInbox();
    const first = inbox.accept(delivery('nonce:1', 'body:1'));
    finish(new Error('no database'));
    await expect(first).rejects.toThrow('no database');

    const second = inbox.accept(delivery('nonce:1', 'body:1'));
    finish();
    expect(await second).toBe('accepted');
    expect(handled).toEqual(['nonce:1', 'nonce:1']);
  });

  it('knows the last 100,000 identities, and forgets the oldest, so that its memory has an end', async () => {
    const handled: string[] = [];
    const inbox = createDirectInbox({ handle: async ({ id }) => void handled.push(id) });
    const block = (name: string): Delivery =>
      delivery(...Array.from({ length: 100_000 }, (_, index) => `${name}:${index}`));
    await inbox.accept(block('first'));
    await inbox.accept(block('second'));
    expect(await inbox.accept(delivery('first:0'))).toBe('duplicate');

    await inbox.accept(block('third'));
    expect(await inbox.accept(delivery('second:0'))).toBe('duplicate');
    expect(await inbox.accept(delivery('first:0'))).toBe('accepted');
    expect(handled).toEqual(['first:0', 'second:0', 'third:0', 'first:0']);
  });
});
