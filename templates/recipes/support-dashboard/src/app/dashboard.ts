import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createLogger } from '../generated/runtime/log.js';
import { ConfigError } from '../generated/runtime/settings.js';
import { createDashboardServer } from './dashboard-server.js';
import { openDesk } from './desk-file.js';
import { createLiveStream } from './live-stream.js';
import { doubtUnfinished } from './outbox.js';
import { readPublicFiles } from './public-files.js';
import { createSender } from './sender.js';
import { readDashboardSettings, type DashboardSettings } from './settings.js';
import { createReplyApi } from './sinch.js';

// `npm run dashboard`: the page on which questions are read and answered. It needs no secret of a webhook.
if (existsSync('.env')) process.loadEnvFile('.env');

const lookMilliseconds = 200;

const settings = loadSettings();
const log = createLogger('info');
const desk = openDesk(settings.file);
const stream = createLiveStream(desk);
const { doubtMilliseconds, sinch } = settings;
const sender = sinch && createSender({ desk, api: createReplyApi(sinch), log, doubtMilliseconds });
if (sender !== undefined) doubtUnfinished(desk, doubtMilliseconds);

const look = (): void => {
  sender?.look();
  try {
    stream.look();
  } catch (error) {
    log.error('the file cannot be read', {
      failure: error instanceof Error ? error.message : String(error),
    });
  }
};
const server = createDashboardServer({
  desk,
  stream,
  log,
  access: settings,
  canReply: sender !== undefined,
  files: await readPublicFiles(),
  onChange: look,
});
server.once('error', (error) => fail(`The dashboard cannot listen: ${error.message}. Set DASHBOARD_PORT.`));
server.listen(settings.port, settings.host, () => {
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  console.log(`The dashboard is at ${settings.origin ?? `http://${host}:${port}`}`);
});
const looking = setInterval(look, lookMilliseconds);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    void stop();
  });
}

/** Waits for what is being sent. What is not by then is looked for at the next start. */
async function stop(): Promise<void> {
  clearInterval(looking);
  server.close();
  stream.close();
  const limit = setTimeout(() => process.exit(0), 5_000);
  await sender?.idle();
  clearTimeout(limit);
  server.closeAllConnections();
  desk.close();
  process.exit(0);
}

function loadSettings(): DashboardSettings {
  try {
    return readDashboardSettings(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return fail(error.message);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
