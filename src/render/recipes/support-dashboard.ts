import type { Recipe } from './recipe.js';
import { sinchSdk } from './sinch-settings.js';

export const supportDashboard: Recipe = {
  name: 'support-dashboard',
  purpose:
    'shows what people ask on a page that refreshes by itself, and sends the replies that are written there',
  targets: ['express', 'fastify'],
  triggers: ['MESSAGE_INBOUND', 'MESSAGE_SUBMIT', 'MESSAGE_DELIVERY'],
  settings: [
    {
      name: 'DASHBOARD_FILE',
      fallback: 'data/dashboard.sqlite',
      meaning:
        'The file that has the questions and replies, on a local disk that the receiver and the dashboard share.',
    },
    { name: 'DASHBOARD_PORT', fallback: '3100', meaning: 'The port the dashboard listens on.' },
    {
      name: 'DASHBOARD_HOST',
      fallback: '127.0.0.1',
      meaning: 'The address the dashboard listens on. Any but one of this machine takes a password.',
    },
    {
      name: 'DASHBOARD_ORIGIN',
      fallback: undefined,
      isOptional: true,
      meaning: 'Where browsers find the dashboard behind a proxy, such as https://support.example.com.',
    },
    {
      name: 'DASHBOARD_PASSWORD',
      fallback: undefined,
      isOptional: true,
      meaning: 'What browsers ask for, with any user name. At least 12 characters.',
    },
    {
      name: 'REPLY_DOUBT',
      fallback: '30',
      meaning:
        'How long a reply whose sending was cut off waits for its callback, in seconds, before the API is asked and it may be sent again.',
    },
    {
      name: 'SINCH_PROJECT_ID',
      fallback: undefined,
      isOptional: true,
      meaning: 'The project of your app. Without it and the next two, the dashboard shows and cannot reply.',
    },
    { name: 'SINCH_KEY_ID', fallback: undefined, isOptional: true, meaning: 'An access key of the project.' },
    { name: 'SINCH_KEY_SECRET', fallback: undefined, isOptional: true, meaning: 'The secret of that key.' },
    { name: 'SINCH_REGION', fallback: 'us', meaning: 'The region of your app: us, eu or br.' },
    {
      name: 'SINCH_AUTH_URL',
      fallback: undefined,
      isOptional: true,
      meaning: 'Where tokens come from, if not from Sinch: http://localhost:4010 for the sandbox.',
    },
    {
      name: 'SINCH_CONVERSATION_URL',
      fallback: undefined,
      isOptional: true,
      meaning: 'Where the Conversation API is, if not at Sinch: http://localhost:4010 for the sandbox.',
    },
  ],
  scripts: { dashboard: 'node dist/app/dashboard.js' },
  dependencies: sinchSdk,
  devDependencies: {},
  page: { entry: 'dist/app/dashboard.js', port: 'DASHBOARD_PORT' },
};
