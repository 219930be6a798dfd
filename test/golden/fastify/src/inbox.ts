import { existsSync } from 'node:fs';
import { runInboxCommand } from './generated/runtime/inbox-command.js';
import { inboxHelp } from './generated/runtime/inbox-help.js';
import { createServerDesk } from './generated/runtime/server-desk.js';

// `npm run inbox`: what is in the inbox, and what to do with it. It needs no secret.
if (existsSync('.env')) process.loadEnvFile('.env');
const { exitCode, output, errors } = await runInboxCommand(process.argv.slice(2), {
  help: inboxHelp,
  createDesk: () => createServerDesk(process.env),
});
// Who has read enough has closed the pipe.
process.stdout.on('error', () => process.exit(exitCode));
process.stdout.write(output);
process.stderr.write(errors);
process.exitCode = exitCode;
