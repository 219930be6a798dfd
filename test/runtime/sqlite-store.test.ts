import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSqliteStore } from '../../src/runtime/sqlite-store.js';
import type { Store } from '../../src/runtime/store.js';
import { newEvent, temporaryFile } from './stores.js';

async function openStore(file = temporaryFile()): Promise<{ store: Store; file: string }> {
  const store = createSqliteStore({ file, busyMilliseconds: 50, horizonMilliseconds: 960_000 });
  onTestFinished(() => store.close());
  await store.open();
  return { store, file };
}

describe('the store in a thread of its own', () => {
  it('answers each call with its own result', async () => {
    const { store } = await openStore();
    const outcomes = await Promise.all(['a', 'b', 'a', 'c'].map((id) => store.add(newEvent(id))));
    expect(outcomes).toEqual(['accepted', 'accepted', 'duplicate', 'accepted']);
    const { events } = await store.claim({ limit: 9, leaseMilliseconds: 1_000 });
    expect(events.map(({ deliveryId }) => deliveryId)).toEqual(['a', 'b', 'c']);
    expect(Buffer.from(events[0]?.body ?? [])).toEqual(Buffer.from('{"id":"a"}'));
  });

  it('puts what comes at once into few transactions', async () => {
    const { store, file } = await openStore();
    const count = 500;
    const watcher = new Database(file);
    let commits = 0;
    let last = -1;
    const version = watcher.prepare('PRAGMA data_version');
    const adding = Array.from({ length: count }, async (_, index) => {
      await store.add(newEvent(`e${index}`));
      const { data_version: now } = version.get([]) as { data_version: number };
      if (now !== last) commits += 1;
      last = now;
    });
    await Promise.all(adding);
    watcher.close();
    expect((await store.stats()).pending).toBe(count);
    expect(commits).toBeLessThan(count / 10);
  });

  it('rejects what could not be written, says why, and goes on', async () => {
    const { store, file } = await openStore();
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.add(newEvent('a'))).rejects.toMatchObject({
      message: expect.stringContaining('locked') as string,
      code: 'SQLITE_BUSY',
    });
    other.exec('ROLLBACK');
    other.close();
    expect(await store.add(newEvent('a'))).toBe('accepted');
  });

  it('does not wait for ever for a disk that has got stuck', async () => {
    const file = temporaryFile();
    const store = createSqliteStore({
      file,
      busyMilliseconds: 600,
      horizonMilliseconds: 1,
      callTimeoutMilliseconds: 50,
    });
    onTestFinished(() => store.close());
    await store.open();
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.add(newEvent('a'))).rejects.toThrow('not answered within 0.05 s');
    other.exec('ROLLBACK');
    other.close();
    expect(await vi.waitFor(() => store.add(newEvent('b')), { timeout: 3_000 })).toBe('accepted');
  });

  it('hands back what was claimed for a caller that has given up', async () => {
    const file = temporaryFile();
    const store = createSqliteStore({
      file,
      busyMilliseconds: 600,
      horizonMilliseconds: 1_000_000,
      callTimeoutMilliseconds: 50,
    });
    onTestFinished(() => store.close());
    await store.open();
    await store.add(newEvent('a'));
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const claim = (): ReturnType<typeof store.claim> =>
      store.claim({ limit: 1, leaseMilliseconds: 1_000_000 });
    await expect(claim()).rejects.toThrow('not answered');
    other.exec('ROLLBACK');
    other.close();
    const { events } = await vi.waitFor(
      async () => {
        const claimed = await claim();
        expect(claimed.events).toHaveLength(1);
        return claimed;
      },
      { timeout: 3_000 },
    );
    expect(events).toMatchObject([{ deliveryId: 'a', attempt: 1, lost: 0 }]);
  });

  it('says why a file cannot be opened', async () => {
    const file = temporaryFile();
    writeFileSync(file, 'a file');
    const store = createSqliteStore({
      file: join(file, 'inbox.sqlite'),
      busyMilliseconds: 50,
      horizonMilliseconds: 1,
    });
    await expect(store.open()).rejects.toThrow(file);
  });

  it('refuses calls before it is open and after it is closed', async () => {
    const store = createSqliteStore({
      file: temporaryFile(),
      busyMilliseconds: 50,
      horizonMilliseconds: 1,
    });
    await expect(store.stats()).rejects.toThrow('not open');
    await store.open();
    await store.close();
    await expect(store.stats()).rejects.toThrow('not open');
    await store.close();
  });

  it('answers what was asked before it was closed', async () => {
    const { store, file } = await openStore();
    const adding = store.add(newEvent('a'));
    await store.close();
    expect(await adding).toBe('accepted');
    const { store: again } = await openStore(file);
    expect(await again.stats()).toMatchObject({ pending: 1 });
  });
});
