import type { Recipe } from './recipe.js';
import { sinchSdk, sinchSettings } from './sinch-settings.js';

export const orderNotifications: Recipe = {
  name: 'order-notifications',
  purpose:
    'tells customers of their orders on the best channel they have, and a colleague of those it could not tell',
  parts: ['outbox'],
  // What sends is a process that stays.
  targets: ['express', 'fastify'],
  triggers: ['MESSAGE_SUBMIT', 'MESSAGE_DELIVERY'],
  settings: [
    ...sinchSettings,
    { name: 'SINCH_APP_ID', fallback: undefined, meaning: 'The app that messages are sent by.' },
    {
      name: 'DATABASE_URL',
      fallback: undefined,
      isOptional: true,
      meaning:
        'postgres://user:password@host:5432/database, to keep orders in PostgreSQL rather than in a file.',
    },
    {
      name: 'ORDERS_FILE',
      fallback: 'data/orders.sqlite',
      meaning: 'Without DATABASE_URL, the file of the orders, on a disk that survives a restart.',
    },
  ],
  scripts: { order: 'node dist/app/order.js' },
  dependencies: { ...sinchSdk, pg: '^8.23.1' },
  devDependencies: { '@types/pg': '^8.23.1' },
};
