import type { Target } from './target.js';

export const lambda: Target = {
  name: 'lambda',
  kind: 'function',
  title: 'AWS Lambda',
  adapter: [
    'aws-secrets.ts',
    'backoff.ts',
    'dynamodb-identities.ts',
    'identity-table.ts',
    'lambda-config.ts',
    'lambda-event.ts',
    'lambda-receiver.ts',
    'lambda-server.ts',
    'lambda-worker.ts',
    'lambda.ts',
    'retry-settings.ts',
    'secret-source.ts',
    'secret-text.ts',
    'sqs-attempt.ts',
    'sqs-event.ts',
    'sqs-inbox.ts',
    'sqs-message.ts',
    'sqs-worker.ts',
    'sqs.ts',
  ],
  templates: ['lambda'],
  main: 'local',
  scripts: { build: 'tsc -p tsconfig.build.json && node bundle.js' },
  dependencies: {
    // Not ^: the SDK is to need Node 22 from January 2027 on.
    '@aws-sdk/client-dynamodb': '~3.1169.0',
    '@aws-sdk/client-secrets-manager': '~3.1164.0',
    '@aws-sdk/client-sqs': '~3.1175.0',
    '@aws-sdk/client-ssm': '~3.1169.0',
  },
  devDependencies: { esbuild: '^0.28.2' },
};
