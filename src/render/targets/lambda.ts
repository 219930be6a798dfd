import type { Target } from './target.js';

export const lambda: Target = {
  name: 'lambda',
  kind: 'function',
  title: 'AWS Lambda',
  adapter: ['lambda.ts', 'lambda-event.ts', 'lambda-server.ts'],
  templates: ['lambda'],
  main: 'local',
  scripts: {},
  dependencies: {},
  devDependencies: {},
};
