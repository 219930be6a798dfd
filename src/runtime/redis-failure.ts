/** What clients of Redis say, and what it means to who runs the receiver. */
const meanings: readonly (readonly [said: RegExp, meaning: string])[] = [
  [/^Command timed out/, 'Redis has not answered in time'],
  [/^OOM /, 'the memory of Redis is full: raise its maxmemory'],
  [/^READONLY /, 'Redis is a replica, and takes no event'],
  [/^LOADING /, 'Redis is still reading what it had written'],
  [/isn't writeable|max retries per request|^Connection is closed/, 'Redis cannot be reached'],
];

/** A failure in words that help. One that is known has no stack: it comes with every event of an outage. */
export function explainRedisFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const meaning = meanings.find(([said]) => said.test(error.message))?.[1];
  return meaning === undefined ? error : refusal(meaning);
}

/** A failure that says all there is to say. */
export function refusal(message: string): Error {
  const error = new Error(message);
  delete error.stack;
  return error;
}
