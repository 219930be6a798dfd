import { readSettings, type Environment } from '../generated/runtime/settings.js';
import { readRequired, readSinchSettings, type SinchSettings } from './sinch-settings.js';

/** Where orders are, and who sends messages about them. */
export interface StoreSettings {
  readonly appId: string;
  /** `undefined` for the file. */
  readonly databaseUrl: string | undefined;
  readonly file: string;
}

export interface ShopSettings extends StoreSettings {
  readonly sinch: SinchSettings;
}

/** Reads what it takes to look at orders and to place them. Throws a `ConfigError` that lists all that is wrong. */
export function readStoreSettings(environment: Environment): StoreSettings {
  return readSettings(environment, (reader) => {
    const databaseUrl = reader.text('DATABASE_URL');
    if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
      // The text may have a password in it.
      reader.fault(
        'DATABASE_URL is no postgres://user:password@host:5432/database: correct it, or leave it out.',
      );
    }
    return {
      appId: readRequired(reader, 'SINCH_APP_ID'),
      databaseUrl,
      file: reader.text('ORDERS_FILE') ?? 'data/orders.sqlite',
    };
  });
}

/** Reads what it takes to send messages, too. */
export function readShopSettings(environment: Environment): ShopSettings {
  return { ...readStoreSettings(environment), sinch: readSettings(environment, readSinchSettings) };
}
