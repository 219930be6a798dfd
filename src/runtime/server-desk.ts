import { InboxRefusal, type InboxDesk } from './inbox-desk.js';
import { readStoreSettings } from './server-config.js';
import { sqliteTimes } from './server-inbox.js';
import { readSettings, type Environment } from './settings.js';
import { createSqliteDesk } from './sqlite-desk.js';

/** The desk of the inbox that a server is set to, not yet open. It asks for no secret. */
export function createServerDesk(environment: Environment): InboxDesk {
  const { inbox, inboxFile, retry } = readSettings(environment, readStoreSettings);
  switch (inbox) {
    case 'memory':
      throw new InboxRefusal(
        1,
        'INBOX=memory keeps events in the memory of the server: there is no file to look into.',
      );
    case 'sqlite':
      return createSqliteDesk({ ...sqliteTimes(retry), file: inboxFile });
  }
}
