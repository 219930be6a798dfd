import { join } from 'node:path';
import { lstat } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { nodeFileSystem } from '../../src/project/file-system.js';
import { temporaryFolder } from './temporary-folder.js';

afterEach(() => void vi.useRealTimers());

it('gives way to what waits once it has written for a while, and not before', async () => {
  const folder = await temporaryFolder();
  vi.useFakeTimers({ toFake: ['Date'] });
  await nodeFileSystem.writeFile(join(folder, 'a'), 'a');
  vi.setSystemTime(Date.now() + 1_000);
  await nodeFileSystem.writeFile(join(folder, 'a'), 'a');

  let isHeard = false;
  setImmediate(() => (isHeard = true));
  await nodeFileSystem.writeFile(join(folder, 'b'), 'b');
  expect(isHeard).toBe(false);
  vi.setSystemTime(Date.now() + 1_000);
  await nodeFileSystem.rename(join(folder, 'b'), join(folder, 'c'));
  expect(isHeard).toBe(true);
});

it('says of what is not there what Node says', async () => {
  const path = join(await temporaryFolder(), 'missing');
  const described = (error: unknown) => ({ ...(error as object), text: String(error) });
  const expected = described(await lstat(path).catch((error: unknown) => error));

  expect(described(await nodeFileSystem.lstat(path).catch((error: unknown) => error))).toEqual({
    ...expected,
    errno: undefined,
  });
});
