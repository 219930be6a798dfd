import { existsSync } from 'node:fs';
import { failureText } from '../generated/runtime/failure.js';
import { openOrders } from './open-orders.js';
import { runOrderCommand } from './order-command.js';
import { readStoreSettings } from './settings.js';

// `npm run order`: places orders and looks at them. What is placed is sent by the receiver, now or when it is started.
if (existsSync('.env')) process.loadEnvFile('.env');
try {
  const { orders, database } = await openOrders(readStoreSettings(process.env));
  const { exitCode, output } = await runOrderCommand(process.argv.slice(2), orders);
  await database.close();
  process.stdout.write(output);
  process.exitCode = exitCode;
} catch (error) {
  console.error(failureText(error));
  process.exitCode = 1;
}
