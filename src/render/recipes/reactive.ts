import type { Recipe } from './recipe.js';

export const reactive: Recipe = {
  name: 'reactive',
  purpose:
    'offers its events as one typed stream, in the process and, as Server-Sent Events, to others on the machine',
  targets: ['express', 'fastify'],
  triggers: 'all',
  settings: [
    {
      name: 'EVENTS_PORT',
      fallback: '3200',
      meaning: 'The port on which others follow the events; off: nobody does.',
    },
    {
      name: 'EVENTS_HOST',
      fallback: '127.0.0.1',
      meaning: 'The address it listens on. Any but one of this machine takes a token.',
    },
    {
      name: 'EVENTS_TOKEN',
      fallback: undefined,
      isOptional: true,
      meaning: 'What followers have to send: Authorization: Bearer <token>. At least 16 characters.',
    },
    {
      name: 'EVENTS_ORIGIN',
      fallback: undefined,
      isOptional: true,
      meaning: 'A site whose pages may follow too, such as http://localhost:5173.',
    },
    {
      name: 'EVENTS_BUFFER',
      fallback: '1000',
      meaning: 'How many events are kept for followers that come back.',
    },
  ],
  scripts: {},
  dependencies: {},
  devDependencies: {},
};
