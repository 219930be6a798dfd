export type ProcessingMode = 'CONVERSATION' | 'DISPATCH';

/**
 * How a sandbox behaves. What Sinch does not publish, such as timeouts and the thresholds of its circuit breaker, is a
 * setting here: its default is convenient for development, and says nothing of Sinch.
 */
export interface SandboxSettings {
  /** Decides which callback is repeated or late, which message fails or is read, and of ids what is not their time. */
  readonly seed: string;
  /** The apps there are. Without any, an app is there as soon as it is named. */
  readonly apps: readonly string[];
  /** Whether contacts and conversations are kept. Without, their ids are empty; so it is for new apps at Sinch. */
  readonly mode: ProcessingMode;
  /** Signs the delivery reports of a message that has a `callback_url` of its own. */
  readonly callbackUrlSecret?: string;
  readonly delivery: DeliverySettings;
  readonly faults: Faults;
  /** How messages fare, by channel; a channel that is not named has the settings of `*`. */
  readonly channels: Readonly<Record<string, ChannelSettings>>;
  /** Whether a message to somebody who opted out fails with RECIPIENT_NOT_OPTED_IN. */
  readonly enforcesOptOut: boolean;
}

/** How callbacks reach a webhook. */
export interface DeliverySettings {
  /** Callbacks a second for each app: 25 by default, as published. */
  readonly ratePerSecond: number;
  /** Requests that one webhook may have open at a time. */
  readonly inFlight: number;
  readonly timeoutMs: number;
  readonly retry: {
    readonly attempts: number;
    readonly firstMs: number;
    readonly factor: number;
    readonly longestMs: number;
  };
  readonly breaker: {
    /** After so many failures one after the other, nothing is sent until the pause is over; then one callback, to see. */
    readonly failures: number;
    readonly pauseMs: number;
  };
}

/** What goes wrong on the way to a receiver. Shares are from 0 to 1. */
export interface Faults {
  /** Share of callbacks that are sent twice: some of them as they were, some with a nonce of their own. */
  readonly duplicates: number;
  /** Share of callbacks that are overtaken by later ones. */
  readonly disorder: number;
  /** By how much at most. */
  readonly disorderMs: number;
  /** How late every callback is. */
  readonly delayMs: number;
  /** Callbacks are held back, and let go together every so often; 0 lets each go at once. */
  readonly burstMs: number;
}

export interface ChannelSettings {
  /** Share of messages that the channel fails to deliver. */
  readonly failures: number;
  /** The code of that failure, such as RECIPIENT_NOT_REACHABLE. */
  readonly reason: string;
  /** Share of delivered messages that are read, on channels that report it. */
  readonly reads: number;
  readonly queuedMs: number;
  readonly deliveredMs: number;
  readonly readMs: number;
}

export const defaultChannel: ChannelSettings = {
  failures: 0,
  reason: 'RECIPIENT_NOT_REACHABLE',
  reads: 1,
  queuedMs: 100,
  deliveredMs: 400,
  readMs: 1_500,
};

export const defaultSettings: Omit<SandboxSettings, 'seed'> = {
  apps: [],
  mode: 'DISPATCH',
  delivery: {
    ratePerSecond: 25,
    inFlight: 20,
    timeoutMs: 10_000,
    retry: { attempts: 12, firstMs: 1_000, factor: 2, longestMs: 60_000 },
    breaker: { failures: 10, pauseMs: 10_000 },
  },
  faults: { duplicates: 0, disorder: 0, disorderMs: 2_000, delayMs: 0, burstMs: 0 },
  channels: { '*': defaultChannel },
  enforcesOptOut: true,
};

/** The settings of a channel: its own, else those of `*`. */
export function settingsOf(settings: Pick<SandboxSettings, 'channels'>, channel: string): ChannelSettings {
  const { channels } = settings;
  return (Object.hasOwn(channels, channel) ? channels[channel] : channels['*']) ?? defaultChannel;
}
