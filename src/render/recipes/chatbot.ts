import type { Recipe } from './recipe.js';
import { sinchSdk, sinchSettings } from './sinch-settings.js';

export const chatbot: Recipe = {
  name: 'chatbot',
  purpose: 'answers what people ask, each question once',
  parts: ['outbox'],
  // It keeps what it has heard in a file, and sends by itself: a function has neither a disk nor a process that stays.
  targets: ['express', 'fastify'],
  triggers: ['MESSAGE_INBOUND', 'MESSAGE_SUBMIT', 'MESSAGE_DELIVERY', 'OPT_IN', 'OPT_OUT'],
  settings: [
    ...sinchSettings,
    {
      name: 'CHATBOT_FILE',
      fallback: 'data/chatbot.sqlite',
      meaning: 'The file of questions, answers and opt-outs, on a disk that survives a restart.',
    },
    {
      name: 'CHATBOT_ANSWERS_PER_HOUR',
      fallback: '30',
      meaning: 'How many answers one person gets in an hour; what they write beyond gets none.',
    },
    {
      name: 'CHATBOT_RETENTION_DAYS',
      fallback: '30',
      meaning: 'How many days questions and answers are kept; more than INBOX_RETENTION_DAYS.',
    },
  ],
  scripts: {},
  dependencies: sinchSdk,
  devDependencies: {},
};
