import { resolve } from 'node:path';
import { checkInboxFolder } from './check-inbox-folder.js';
import { type Diagnosis, failure, ok, skipped, warning } from './diagnosis.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** Whether the inbox that the variables name can keep events, as far as that can be told without it. */
export async function checkInbox(directory: string, env: Variables): Promise<Diagnosis> {
  const kind = env['INBOX']?.trim() || 'sqlite';
  switch (kind) {
    case 'sqlite':
      return checkInboxFolder(resolve(directory, env['INBOX_FILE']?.trim() || 'data/inbox.sqlite'));
    case 'memory':
      return warning(
        'inbox',
        'INBOX=memory loses every event when the process ends',
        'Take sqlite or redis.',
      );
    case 'redis':
      return skipped(
        'inbox',
        'Ask Redis with "npm run inbox -- stats"; the receiver says at its start how it is set',
      );
    case 'sqs': {
      const missing = ['QUEUE_URL', 'QUARANTINE_QUEUE_URL', 'IDENTITY_TABLE'].filter(
        (name) => !env[name]?.trim(),
      );
      return missing.length === 0
        ? ok('inbox', 'The queues and the table are named')
        : failure('inbox', `${missing.join(', ')} not set`, 'They are outputs of the stack.');
    }
    case 'direct':
      return ok('inbox', 'Handlers run before the answer');
    default:
      return skipped('inbox', 'There is no such inbox, as its setting says');
  }
}
