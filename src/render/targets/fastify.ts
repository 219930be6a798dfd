import { server } from './server.js';
import type { Target } from './target.js';

export const fastify: Target = {
  name: 'fastify',
  kind: 'server',
  title: 'Fastify',
  adapter: ['fastify.ts', ...server.runtime],
  templates: ['server', 'fastify'],
  main: 'server',
  scripts: server.scripts,
  dependencies: { fastify: '^5.12.0', ...server.dependencies },
  devDependencies: {},
};
