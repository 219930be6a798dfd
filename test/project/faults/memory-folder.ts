import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder in memory, where Linux has such a place: thousands of trees are copied into it and removed. */
export function makeMemoryFolder(): string {
  const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  return mkdtempSync(join(root, 'sinch-webhooks-'));
}
