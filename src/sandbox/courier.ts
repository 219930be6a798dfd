import { signedHeaders } from '../runtime/signature.js';
import { type Outcome, type Post, wasTaken } from '../send/post.js';
import type { Callback } from './callback.js';
import type { Chance } from './chance.js';
import type { Clock } from './clock.js';
import { type Endpoint, createEndpoint } from './endpoint.js';
import { fateOf } from './faults.js';
import type { NewId } from './new-id.js';
import { createPace, type Pace } from './pace.js';
import type { SandboxSettings } from './settings.js';
import type { Webhook } from './webhook-registry.js';

/** A request to a receiver that was answered, or was not. */
export interface Attempt {
  readonly callback: Callback;
  readonly url: string;
  /** Of the webhook; absent for the `callback_url` of a message. */
  readonly webhookId?: string;
  readonly nonce: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isCopy: boolean;
  readonly outcome: Outcome;
  readonly at: number;
  readonly milliseconds: number;
  /** What is done about a failure: whether it is tried again. */
  readonly next: 'taken' | 'retry' | 'given-up';
}

export interface CourierParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly newId: NewId;
  readonly readSettings: () => SandboxSettings;
  readonly webhooks: () => readonly Webhook[];
  readonly post: Post;
  readonly onAttempt: (attempt: Attempt) => void;
  /** Told when how an endpoint fares may have changed. */
  readonly onChange: () => void;
}

/** Where callbacks of one kind go, read anew for each attempt: a secret may be rotated meanwhile. */
interface Address {
  readonly url: string;
  readonly secret: string;
  readonly webhookId?: string;
}

interface Parcel {
  readonly callback: Callback;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly key: string;
  readonly nonce: string;
  readonly isCopy: boolean;
  timestamp?: string;
  attempts: number;
}

// A receiver that is away for a day must not take all memory of the machine.
const mostWaiting = 100_000;

/** Brings callbacks to every webhook that asked for them: paced, signed, again after a failure, with the faults set. */
export function createCourier(parts: CourierParts) {
  const { clock, chance, newId, readSettings, webhooks, post, onAttempt, onChange } = parts;
  const endpoints = new Map<string, Endpoint<Parcel>>();
  const paces = new Map<string, Pace>();
  const stopping = new AbortController();
  let callbacks = 0;

  function take(callback: Callback): void {
    callbacks += 1;
    const body = Buffer.from(JSON.stringify(callback.body));
    for (const key of keysOf(callback)) {
      const fate = fateOf(
        { callback: callbacks, webhookId: key, now: clock.now() },
        readSettings().faults,
        chance,
      );
      const parcel: Parcel = { callback, body, key, nonce: newId('nonce'), isCopy: false, attempts: 0 };
      hand(parcel, fate.delayMs);
      if (fate.copy === undefined) continue;
      const nonce = fate.copy.hasOwnNonce ? newId('nonce') : parcel.nonce;
      hand({ ...parcel, nonce, isCopy: true, attempts: 0 }, fate.delayMs + fate.copy.afterMs);
    }
  }

  // A key is the id of a webhook, or the address that a message gives for its own reports.
  function keysOf({ trigger, appId, projectId, callbackUrl }: Callback): string[] {
    if (callbackUrl !== undefined) return [callbackUrl];
    const addressed = webhooks()
      .filter(({ targetType }) => targetType === 'HTTP')
      .filter(
        (one) =>
          one.isForEveryApp === true || (appId === '' ? one.projectId === projectId : one.appId === appId),
      );
    const own = addressed.filter(({ isForEveryApp }) => isForEveryApp !== true).map(({ target }) => target);
    // Otherwise a receiver that was registered would get each event twice, once with a secret that it does not know.
    return addressed
      .filter((one) => one.isForEveryApp !== true || !own.includes(one.target))
      .filter(({ triggers }) => triggers.includes(trigger))
      .map(({ id }) => id);
  }

  function addressOf({ key, callback }: Parcel): Address | undefined {
    if (callback.callbackUrl !== undefined) {
      return { url: callback.callbackUrl, secret: readSettings().callbackUrlSecret ?? '' };
    }
    const webhook = webhooks().find(({ id }) => id === key);
    return webhook && { url: webhook.target, secret: webhook.secret, webhookId: webhook.id };
  }

  function endpointOf(key: string): Endpoint<Parcel> {
    const known = endpoints.get(key);
    if (known !== undefined) return known;
    const endpoint = createEndpoint<Parcel>(clock, () => readSettings().delivery, mostWaiting);
    endpoints.set(key, endpoint);
    return endpoint;
  }

  function paceOf(appId: string): Pace {
    const known = paces.get(appId);
    if (known !== undefined) return known;
    const pace = createPace(clock, () => readSettings().delivery.ratePerSecond);
    paces.set(appId, pace);
    return pace;
  }

  function hand(parcel: Parcel, delayMs: number): void {
    const endpoint = endpointOf(parcel.key);
    endpoint.expect();
    const arrive = (): void => {
      endpoint.queue(parcel);
      pump(parcel.key);
    };
    if (delayMs > 0) clock.after(delayMs, arrive);
    else arrive();
  }

  function pump(key: string): void {
    const endpoint = endpointOf(key);
    for (;;) {
      if (stopping.signal.aborted || !endpoint.isReady()) return;
      const pace = paceOf(endpoint.first().callback.appId);
      const wait = Math.max(pace.wait(), endpoint.breaker.wait());
      if (wait > 0) {
        endpoint.wakeAfter(wait, () => pump(key));
        return;
      }
      // Half open, it waits for the answer to the one that tries, which pumps again.
      if (!endpoint.breaker.admits()) return;
      pace.take();
      void attempt(endpoint, endpoint.start());
    }
  }

  async function attempt(endpoint: Endpoint<Parcel>, parcel: Parcel): Promise<void> {
    const address = addressOf(parcel);
    const startedAt = clock.now();
    const outcome = address && (await send(address, parcel));
    endpoint.finish();
    if (address === undefined || outcome === undefined) {
      // The webhook is gone, or the sandbox ends.
      endpoint.leave('givenUp');
      // Nobody answers any more, so nobody else would close it: the rest is given up too.
      endpoint.breaker.reset();
      pump(parcel.key);
      return;
    }
    const isTaken = wasTaken(outcome);
    if (isTaken) endpoint.breaker.succeed();
    else endpoint.breaker.fail();
    const isLast = parcel.attempts >= readSettings().delivery.retry.attempts;
    const next = isTaken ? 'taken' : isLast ? 'given-up' : 'retry';
    if (next === 'retry') {
      endpoint.countRetry();
      clock.after(retryDelay(parcel.attempts), () => {
        endpoint.queue(parcel);
        pump(parcel.key);
      });
    } else {
      endpoint.leave(isTaken ? 'taken' : 'givenUp');
    }
    const { callback, nonce, attempts, isCopy } = parcel;
    const { url, webhookId } = address;
    const milliseconds = clock.now() - startedAt;
    const told = { callback, url, nonce, isCopy, outcome, at: startedAt, milliseconds, next } as const;
    endpoint.note({ outcome, at: startedAt, milliseconds });
    onAttempt({ ...told, attempt: attempts, ...(webhookId !== undefined && { webhookId }) });
    onChange();
    pump(parcel.key);
  }

  async function send({ url, secret }: Address, parcel: Parcel): Promise<Outcome | undefined> {
    parcel.attempts += 1;
    // A retry keeps its nonce and the time of its first attempt, as is reported of Sinch.
    parcel.timestamp ??= String(Math.floor(clock.now() / 1000));
    const { body, nonce, timestamp } = parcel;
    const signature = secret === '' ? {} : signedHeaders(secret, { body, nonce, timestamp });
    const headers = { 'content-type': 'application/json', ...signature };
    const { timeoutMs } = readSettings().delivery;
    try {
      return await post({ url, headers, body }, { timeoutMs, signal: stopping.signal });
    } catch (error) {
      if (stopping.signal.aborted) return undefined;
      throw error;
    }
  }

  function retryDelay(attempts: number): number {
    const { firstMs, factor, longestMs } = readSettings().delivery.retry;
    return Math.min(longestMs, firstMs * factor ** (attempts - 1));
  }

  return {
    take,
    /** How an endpoint fares; `undefined` before its first callback. */
    report: (key: string) => endpoints.get(key)?.report(),
    /** Callbacks that are still on their way, to all endpoints. */
    waiting: () => [...endpoints.values()].reduce((sum, endpoint) => sum + endpoint.report().waiting, 0),
    /** Closes the circuit breaker of an endpoint by hand. */
    closeBreaker(key: string): void {
      endpointOf(key).breaker.reset();
      onChange();
      pump(key);
    },
    stop: () => stopping.abort(),
  };
}
