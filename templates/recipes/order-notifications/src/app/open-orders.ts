import type { Database } from './database.js';
import { createOrders, orderTables, type Orders } from './orders.js';
import { openPostgres } from './postgres.js';
import type { StoreSettings } from './settings.js';
import { openSqlite } from './sqlite.js';

export interface OpenOrders {
  readonly orders: Orders;
  readonly database: Database;
}

/** Opens the orders, wherever they are kept. */
export async function openOrders({ databaseUrl, file, appId }: StoreSettings): Promise<OpenOrders> {
  const database =
    databaseUrl === undefined
      ? await openSqlite(file, orderTables)
      : await openPostgres(databaseUrl, orderTables);
  return { database, orders: createOrders({ database, appId }) };
}
