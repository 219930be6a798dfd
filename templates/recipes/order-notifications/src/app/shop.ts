// First of all, since it reads the file .env.
import '../config.js';
import { ConfigError } from '../generated/runtime/settings.js';
import { readShopSettings, type ShopSettings } from './settings.js';
import { startShop } from './start-shop.js';

/** The shop of this process. It sends what is in its outbox from when it is imported. */
export const shop = await startShop(loadSettings());

function loadSettings(): ShopSettings {
  try {
    return readShopSettings(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
