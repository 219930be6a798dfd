import { server } from './server.js';
import type { Target } from './target.js';

export const express: Target = {
  name: 'express',
  kind: 'server',
  title: 'Express',
  adapter: ['express.ts', 'express-server.ts', ...server.runtime],
  templates: ['server', 'express'],
  main: 'server',
  scripts: server.scripts,
  dependencies: { express: '^5.3.0', ...server.dependencies },
  devDependencies: { '@types/express': '^5.0.6' },
};
