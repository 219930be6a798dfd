import { requestHandler } from './aws-requests.js';
import { withDeadline } from './deadline.js';
import { parseSecrets } from './secret-text.js';

// A sender waits meanwhile, and for what comes after.
const limitMilliseconds = 1_500;

/**
 * Reads the secrets of webhooks in AWS Secrets Manager: the current ones and, for as long after a change as a
 * signature may be old, those before.
 */
export function readFromSecretsManager(
  secretId: string,
  maxAgeSeconds: number,
): () => Promise<readonly string[]> {
  const load = once(async () => {
    const { SecretsManagerClient, GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
    const client = new SecretsManagerClient({ maxAttempts: 2, requestHandler });
    return (stage: string, abortSignal: AbortSignal) =>
      client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }), { abortSignal });
  });
  return async () => {
    const get = await load();
    return withDeadline({ milliseconds: limitMilliseconds, service: 'Secrets Manager' }, async (signal) => {
      const { SecretString: text = '', CreatedDate: since } = await get('AWSCURRENT', signal);
      const secrets = parseSecrets(text);
      const isOld = since === undefined || Date.now() - since.getTime() > maxAgeSeconds * 1000;
      return isOld ? secrets : [...new Set([...secrets, ...(await readPrevious(get, signal))])];
    });
  };
}

async function readPrevious(
  get: (stage: string, signal: AbortSignal) => Promise<{ readonly SecretString?: string | undefined }>,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    return parseSecrets((await get('AWSPREVIOUS', signal)).SecretString ?? '');
  } catch (error) {
    // Its first version has none before it.
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
    throw error;
  }
}

/** Reads the secrets of webhooks in the Parameter Store of AWS Systems Manager. */
export function readFromParameterStore(name: string): () => Promise<readonly string[]> {
  const load = once(async () => {
    const { SSMClient, GetParameterCommand } = await import('@aws-sdk/client-ssm');
    const client = new SSMClient({ maxAttempts: 2, requestHandler });
    return (abortSignal: AbortSignal) =>
      client.send(new GetParameterCommand({ Name: name, WithDecryption: true }), { abortSignal });
  });
  return async () => {
    const get = await load();
    const { Parameter: parameter } = await withDeadline(
      { milliseconds: limitMilliseconds, service: 'the Parameter Store' },
      get,
    );
    return parseSecrets(parameter?.Value ?? '');
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
