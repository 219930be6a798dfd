import { config } from '../config.js';
import { createLogger } from '../generated/runtime/log.js';
import { openOrders } from './open-orders.js';
import { startSender } from './sender.js';
import type { ShopSettings } from './settings.js';
import { connectToSinch } from './sinch.js';

/** Opens the orders, and sends what is in their outbox from then on. */
export async function startShop(settings: ShopSettings) {
  const { sinch } = settings;
  const { orders } = await openOrders(settings);
  const sender = startSender({
    outbox: orders.outbox,
    sinch: connectToSinch(sinch),
    log: createLogger(config.logLevel),
    timeoutMilliseconds: sinch.timeoutMilliseconds,
    settleMilliseconds: sinch.settleMilliseconds,
    startedAt: Date.now(),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sender.stop());
  return { orders };
}
