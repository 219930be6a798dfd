import type { Target } from './target.js';

export const fastify: Target = {
  name: 'fastify',
  title: 'Fastify',
  adapter: ['fastify.ts'],
  templates: ['server', 'fastify'],
  main: 'server',
  dependencies: { fastify: '^5.12.0' },
  devDependencies: {},
};
