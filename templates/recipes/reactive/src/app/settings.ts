import { readSettings, type Environment } from '../generated/runtime/settings.js';

export interface EventsSettings {
  /** `undefined` where nobody may follow from outside. */
  readonly follow: FollowSettings | undefined;
}

export interface FollowSettings {
  readonly port: number;
  readonly host: string;
  readonly token: string | undefined;
  /** A site whose pages may follow, such as `http://localhost:5173`. */
  readonly origin: string | undefined;
  /** How many events are kept for followers that come back. */
  readonly buffer: number;
}

/** Reads what the stream is set to. Throws a `ConfigError` that lists all that is wrong. */
export function readEventsSettings(environment: Environment): EventsSettings {
  return readSettings(environment, (reader) => {
    if (reader.text('EVENTS_PORT') === 'off') return { follow: undefined };
    const host = reader.text('EVENTS_HOST') ?? '127.0.0.1';
    const token = reader.text('EVENTS_TOKEN');
    const origin = reader.text('EVENTS_ORIGIN');
    if (token !== undefined && token.length < 16) reader.fault('EVENTS_TOKEN has fewer than 16 characters.');
    if (token === undefined && !isOfThisMachine(host)) {
      reader.fault(
        `EVENTS_HOST is ${host}, where others can reach it: set EVENTS_TOKEN, or leave EVENTS_HOST out.`,
      );
    }
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
      reader.fault(`EVENTS_ORIGIN is ${JSON.stringify(origin)}: write a site such as http://localhost:5173.`);
    }
    return {
      follow: {
        port: reader.integer({
          name: 'EVENTS_PORT',
          fallback: 3200,
          min: 0,
          max: 65_535,
        }),
        host,
        token,
        origin,
        buffer: reader.integer({
          name: 'EVENTS_BUFFER',
          fallback: 1000,
          min: 0,
          max: 1_000_000,
        }),
      },
    };
  });
}

export function isOfThisMachine(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);
}
