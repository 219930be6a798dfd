/** A piece of work has not ended in the time it has. What it still does goes on, but nothing waits for it. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** The receiver stops before a handler has ended. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface DeadlineOptions {
  readonly milliseconds: number;
  /** Who is to answer, where the work is a request: the error names it. */
  readonly service?: string;
  /** Ends the work early, as the deadline does. */
  readonly stop?: AbortSignal | undefined;
}

/** What a piece of work may see of its deadline. */
export interface Deadline {
  /** Aborts at the deadline. Made when it is asked for: to make one takes longer than to check a signature. */
  readonly signal: () => AbortSignal;
}

/** As `withDeadline`, for work that may not look at its signal at all. */
export function runUntilDeadline<Result>(
  { milliseconds, service, stop }: DeadlineOptions,
  work: (deadline: Deadline) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let controller: AbortController | undefined;
    let failure: Error | undefined;
    const signal = (): AbortSignal => {
      if (controller === undefined) {
        controller = new AbortController();
        if (failure !== undefined) controller.abort(failure);
      }
      return controller.signal;
    };
    const fail = (error: Error): void => {
      end();
      failure = error;
      controller?.abort(error);
      reject(error);
    };
    const timer = setTimeout(() => {
      const what = service === undefined ? 'not done' : `${service} has not answered`;
      fail(new DeadlineError(`${what} within ${milliseconds / 1000} s`));
    }, milliseconds);
    const forget = stop && onAbort(stop, () => fail(new StoppedError('the receiver stops')));
    const end = (): void => {
      clearTimeout(timer);
      forget?.();
    };
    if (stop?.aborted === true) {
      fail(new StoppedError('the receiver stops'));
      return;
    }
    let working: Promise<Result>;
    try {
      working = work({ signal });
    } catch (error) {
      end();
      reject(error);
      return;
    }
    working.then(
      (result) => {
        end();
        resolve(result);
      },
      (error: unknown) => {
        end();
        reject(error);
      },
    );
  });
}

/**
 * Does a piece of work that may take some time and no more: then its signal aborts, and this rejects with a
 * `DeadlineError`, or with a `StoppedError` when it was stopped. What the work does later, even rejecting, is lost.
 */
export function withDeadline<Result>(
  options: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return runUntilDeadline(options, async ({ signal }) => work(signal()));
}

interface Callbacks {
  readonly slots: ((() => void) | undefined)[];
  readonly free: number[];
}

const callbacksOf = new WeakMap<AbortSignal, Callbacks>();

/**
 * Calls back once a signal aborts. One listener serves all, since a signal looks through those it has for each more.
 * They are in slots that are used again, and not in a set: see `numbered-table.ts`.
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { slots, free } = callbacksOf.get(signal) ?? listenTo(signal);
  const place = free.pop() ?? slots.length;
  slots[place] = callback;
  return () => {
    if (slots[place] !== callback) return;
    slots[place] = undefined;
    free.push(place);
  };
}

function listenTo(signal: AbortSignal): Callbacks {
  const callbacks: Callbacks = { slots: [], free: [] };
  callbacksOf.set(signal, callbacks);
  signal.addEventListener(
    'abort',
    () => {
      for (const callback of callbacks.slots) callback?.();
    },
    { once: true },
  );
  return callbacks;
}
