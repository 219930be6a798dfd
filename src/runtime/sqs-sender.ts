import { requestHandler } from './aws-requests.js';
import { withDeadline } from './deadline.js';
import { loadSqsSdk } from './sqs-sdk.js';

/** Sends messages to queues in Amazon SQS: all that a function needs which puts events there. */
export interface SqsSender {
  /** Loads the client, which takes its time, so that no event has to wait for it. */
  load(): Promise<void>;
  /** Resolves when the message would survive. `withinMilliseconds`: for who has less time than a call may take. */
  send(message: {
    readonly queueUrl: string;
    readonly text: string;
    readonly withinMilliseconds?: number;
  }): Promise<void>;
}

/** A sender waits for the answer, and must have it within 3 s even if SQS hangs: it asks to send again. */
export const sqsLimit = { milliseconds: 2_200, service: 'SQS' };

/** `region` and credentials are what the environment says. */
export function createSqsSender(loadClient = createClientLoader()): SqsSender {
  return {
    async load() {
      await loadClient();
    },
    async send({ queueUrl, text, withinMilliseconds = sqsLimit.milliseconds }) {
      const { client, sdk } = await loadClient();
      const command = new sdk.SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text });
      const milliseconds = Math.min(withinMilliseconds, sqsLimit.milliseconds);
      await withDeadline({ ...sqsLimit, milliseconds }, (abortSignal) =>
        client.send(command, { abortSignal }),
      );
    },
  };
}

/** Loads the client once, with the SDK that its commands are of. */
export function createClientLoader() {
  let loaded: ReturnType<typeof loadClient> | undefined;
  return (): ReturnType<typeof loadClient> => (loaded ??= loadClient());
}

async function loadClient() {
  const sdk = await loadSqsSdk();
  return { sdk, client: new sdk.SQSClient({ maxAttempts: 2, requestHandler }) };
}
