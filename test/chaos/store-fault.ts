import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

/** A way in which a store fails under a receiver that runs. */
export interface Fault {
  readonly name: string;
  /** Why it cannot be brought about here; `undefined` when it can. */
  readonly missing: () => string | undefined;
  readonly prepare: (folder: string) => FaultyPlace;
}

export interface FaultyPlace {
  readonly store: string;
  begin(): void;
  end(): void;
  /** Leaves nothing behind; ends the fault where it has not ended. */
  remove(): void;
}

const fullDisk: Fault = {
  name: 'full disk',
  missing: missingRoot,
  prepare(folder) {
    const mount = join(folder, 'full');
    mkdirSync(mount);
    run('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', mount);
    const filler = join(mount, 'filler');
    const end = (): void => rmSync(filler, { force: true });
    return {
      store: join(mount, 'inbox.sqlite'),
      begin: () => fill(filler),
      end,
      remove() {
        run('umount', '-l', mount);
      },
    };
  },
};

// A file system is not remounted while a file is open for writing, but a file of its can be locked against it.
const unwritable: Fault = {
  name: 'unwritable store',
  missing: missingRoot,
  prepare(folder) {
    const store = join(folder, 'unwritable', 'inbox.sqlite');
    mkdirSync(join(folder, 'unwritable'));
    const set = (flag: '+i' | '-i'): void => {
      // Not the index that is mapped into memory: for that, the system would end the process.
      for (const file of [store, `${store}-wal`]) {
        if (existsSync(file)) run('chattr', flag, file);
      }
    };
    return { store, begin: () => set('+i'), end: () => set('-i'), remove: () => set('-i') };
  },
};

const heldStore: Fault = {
  name: 'held store',
  missing: () => undefined,
  prepare(folder) {
    const store = join(folder, 'held.sqlite');
    let holder: InstanceType<typeof Database> | undefined;
    const end = (): void => {
      holder?.exec('ROLLBACK');
      holder?.close();
      holder = undefined;
    };
    return {
      store,
      begin() {
        holder = new Database(store);
        holder.pragma('busy_timeout = 5000');
        holder.exec('BEGIN IMMEDIATE');
      },
      end,
      remove: end,
    };
  },
};

export const faults: readonly Fault[] = [fullDisk, unwritable, heldStore];

function missingRoot(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  return process.getuid?.() === 0 ? undefined : 'it needs root';
}

function run(command: string, ...parameters: readonly string[]): void {
  execFileSync(command, parameters, { stdio: 'pipe' });
}

/** Writes until the disk has no room for one byte more. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  for (let size = 65_536; size >= 1; size /= 2) {
    try {
      while (writeSync(handle, Buffer.alloc(size)) > 0);
    } catch {
      // No room for so many: fewer may fit.
    }
  }
  closeSync(handle);
}
