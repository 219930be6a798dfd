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

/**
 * Does a piece of work that may take some time and no more: then its signal aborts, and this rejects with a
 * `DeadlineError`, or with a `StoppedError` when it was stopped. What the work does later, even rejecting, is lost.
 */
export async function withDeadline<Result>(
  { milliseconds, service, stop }: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let end = (): void => {};
  const ended = new Promise<never>((_resolve, reject) => {
    const abort = (error: Error): void => {
      controller.abort(error);
      reject(error);
    };
    const what = service === undefined ? 'not done' : `${service} has not answered`;
    const timer = setTimeout(
      () => abort(new DeadlineError(`${what} within ${milliseconds / 1000} s`)),
      milliseconds,
    );
    const onStop = (): void => abort(new StoppedError('the receiver stops'));
    stop?.addEventListener('abort', onStop, { once: true });
    if (stop?.aborted === true) onStop();
    end = () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', onStop);
    };
  });
  try {
    return await (controller.signal.aborted ? ended : Promise.race([work(controller.signal), ended]));
  } finally {
    end();
  }
}
