import type { Recipe } from './recipe.js';

export const chatbot: Recipe = {
  name: 'chatbot',
  purpose: 'answers what people ask',
  targets: ['express', 'fastify'],
  triggers: ['MESSAGE_INBOUND'],
  settings: [],
  scripts: {},
  dependencies: { '@sinch/sdk-core': '1.4.0' },
  devDependencies: {},
};
