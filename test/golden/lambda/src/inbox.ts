import { existsSync } from 'node:fs';
import { runInboxCommand } from './generated/runtime/inbox-command.js';
import { createLambdaDesk } from './generated/runtime/lambda-desk.js';
import { sqsHelp } from './generated/runtime/sqs-help.js';

// `npm run inbox`: what is in the queues, and what to do with it. It needs no secret, but credentials of AWS.
if (existsSync('.env')) process.loadEnvFile('.env');
const { exitCode, output, errors } = await runInboxCommand(process.argv.slice(2), {
  help: sqsHelp,
  createDesk: () => createLambdaDesk(process.env),
});
// Who has read enough has closed the pipe.
process.stdout.on('error', () => process.exit(exitCode));
process.stdout.write(output);
process.stderr.write(errors);
process.exitCode = exitCode;
