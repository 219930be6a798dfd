import type { SecretSource } from './verification.js';

const maxAgeMilliseconds = 300_000;
// Whoever sends wrong signatures has the secrets read no more often than this.
const minAgeMilliseconds = 5_000;

/**
 * Secrets that are read where they are kept and known for five minutes. What was read before serves on while they
 * cannot be read: it may still be right, and who signed with anything else is told to come again.
 */
export function createSecretSource(
  read: () => Promise<readonly string[]>,
  now: () => number = () => performance.now(),
): SecretSource {
  let known: readonly string[] | undefined;
  let failure: unknown;
  let triedAt = -Infinity;
  let reading: Promise<void> | undefined;

  function readAnew(): Promise<void> {
    reading ??= (async () => {
      triedAt = now();
      try {
        const secrets = await read();
        // The same list says that nothing has changed.
        if (!isSame(known, secrets)) known = secrets;
        failure = undefined;
      } catch (error) {
        failure = error;
      } finally {
        reading = undefined;
      }
    })();
    return reading;
  }

  async function readUnlessYounger(milliseconds: number): Promise<void> {
    if (now() - triedAt >= (failure === undefined ? milliseconds : minAgeMilliseconds)) await readAnew();
    else await reading;
  }

  return {
    known: () => known ?? [],
    async current() {
      await readUnlessYounger(maxAgeMilliseconds);
      if (known === undefined) throw failure;
      return known;
    },
    async latest() {
      await readUnlessYounger(minAgeMilliseconds);
      if (known === undefined || failure !== undefined) throw failure;
      return known;
    },
  };
}

function isSame(before: readonly string[] | undefined, after: readonly string[]): boolean {
  return before?.length === after.length && before.every((secret, index) => secret === after[index]);
}
