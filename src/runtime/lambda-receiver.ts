import { readFromParameterStore, readFromSecretsManager } from './aws-secrets.js';
import { createKnownEvents } from './dynamodb-items.js';
import type { HandleParts } from './handle.js';
import type { LambdaConfig } from './lambda-config.js';
import { createReceiver, type Receiver, type ReceiverParts } from './receiver.js';
import { createSecretSource } from './secret-source.js';
import { createSqsInbox } from './sqs-inbox.js';
import { createSqsSender } from './sqs-sender.js';
import type { SecretSource } from './verification.js';

export interface LambdaReceiverParts extends Pick<ReceiverParts, 'routes' | 'validators' | 'log'> {
  readonly config: LambdaConfig;
  /** Imports the handlers, which are called here only where no queue stands between. */
  readonly loadHandlers: () => Promise<HandleParts>;
}

/** The receiver of a function, ready for its first event. */
export async function createLambdaReceiver(parts: LambdaReceiverParts): Promise<Receiver> {
  const { config, loadHandlers, ...others } = parts;
  const secrets = secretsOf(config);
  const receiver = createReceiver({
    ...others,
    config: { ...config, secrets },
    ...(config.inbox === 'direct' ? await loadHandlers() : queueParts(config.inbox)),
  });
  // While a function starts, it has more of a processor than later. One without its secrets reads them again then.
  await Promise.all([receiver.start(), 'current' in secrets && secrets.current().catch(() => {})]);
  return receiver;
}

function queueParts(inbox: Exclude<LambdaConfig['inbox'], 'direct'>) {
  return {
    createInbox: createSqsInbox({
      sqs: createSqsSender(),
      identities: createKnownEvents(inbox.table),
      queueUrl: inbox.queueUrl,
    }),
    handlers: {},
    onUnknown: async () => {},
  };
}

function secretsOf({ secretPlace, maxAgeSeconds }: LambdaConfig): readonly string[] | SecretSource {
  switch (secretPlace.kind) {
    case 'given':
      return secretPlace.secrets;
    case 'secrets-manager':
      return createSecretSource(readFromSecretsManager(secretPlace.id, maxAgeSeconds));
    case 'parameter-store':
      return createSecretSource(readFromParameterStore(secretPlace.name));
  }
}
