import { setImmediate } from 'node:timers/promises';
import { describe } from 'vitest';
import { createMemoryStore } from '../../src/runtime/memory-store.js';
import { createSqliteDesk } from '../../src/runtime/sqlite-desk.js';
import { steadyMilliseconds } from '../../src/runtime/steady-clock.js';
import { createStoreDesk } from '../../src/runtime/store-desk.js';
import { buildStoreCalls, type Store } from '../../src/runtime/store.js';
import { itWorksAtADesk, type TestInbox } from './desk-contract.js';
import { openTestDatabase, temporaryFile, withPromises } from './stores.js';

/** Every kind of desk, by its name. */
const desks: readonly (readonly [name: string, create: () => TestInbox])[] = [
  ['SQLite', createSqliteInbox],
  ['store', createMemoryInbox],
];

function createSqliteInbox(): TestInbox {
  const file = temporaryFile();
  // The desk has the clock of the machine.
  const clock = {
    get now() {
      return steadyMilliseconds();
    },
  };
  const database = openTestDatabase(clock, file);
  return { store: withPromises(database), desk: createSqliteDesk({ file, horizonMilliseconds: 960_000 }) };
}

function createMemoryInbox(): TestInbox {
  const store = withTurns(createMemoryStore());
  const place = { text: 'memory', json: { inbox: 'memory' } };
  return { store, desk: createStoreDesk({ store, place, afterRetry: 'Soon.', fix: 'Try again.' }) };
}

/** Lets others have their turn before each operation, as a store does that is somewhere else. */
function withTurns(store: Store): Store {
  const calls = buildStoreCalls(async (operation, parameter) => {
    await setImmediate();
    return store[operation](parameter as never);
  });
  return { ...store, ...calls };
}

describe.each(desks)('the desk of a %s inbox', (_name, create) => itWorksAtADesk(create));
