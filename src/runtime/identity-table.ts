/** What is to be done with an event somebody wants to handle. */
export type Claim =
  | { readonly kind: 'claimed'; readonly owner: string }
  /** It was handled, or is in quarantine. */
  | { readonly kind: 'known' }
  /** Another has it, until its lease ends; in milliseconds since 1970. */
  | { readonly kind: 'busy'; readonly leaseEndsAt: number };

export interface ClaimRequest {
  readonly key: string;
  /** When the event is free again if nothing is heard of its owner; in milliseconds since 1970. */
  readonly leaseEndsAt: number;
  /** Whether it may be one that is in quarantine, because it is to be handled all the same. */
  readonly fromQuarantine: boolean;
}

/** Those who claimed an event, and only they, say what became of it. */
export interface Claimed {
  readonly key: string;
  readonly owner: string;
}

/** Which events were handled, by the keys of their identities. */
export interface KnownEvents {
  /** Loads the client, which takes its time, so that no event has to wait for it. */
  load(): Promise<void>;
  /** Whether an event was handled, or is in quarantine. */
  isKnown(key: string): Promise<boolean>;
}

/** Which events were handled, or are being handled. */
export interface IdentityTable extends KnownEvents {
  claim(request: ClaimRequest): Promise<Claim>;
  /** The event is over, and is known for the retention time. */
  settle(request: Claimed & { readonly state: 'done' | 'quarantine' }): Promise<void>;
  /** Gives an event free that was not handled. */
  release(request: Claimed): Promise<void>;
}
