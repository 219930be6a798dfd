import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { buildBundledModel } from '../model/bundled.js';
import { type RecipeName, recipes } from '../render/recipes/index.js';
import { createClock } from '../sandbox/clock.js';
import { playScenario } from '../sandbox/play-scenario.js';
import { type RunningSandbox, runSandbox } from '../sandbox/run-sandbox.js';
import { defaultSettings } from '../sandbox/settings.js';
import { startServer, stopServer } from '../web/server.js';
import { type DemoProcess, startDemoProcess } from './demo-process.js';
import { demoScenario } from './demo-scenario.js';
import { listenAt } from './listen-at.js';

export interface DemoOptions {
  /** The folder of a compiled receiver. */
  readonly directory: string;
  readonly recipe: RecipeName;
  /** The sandbox's; 0 for any that is free. */
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where each part of a demo is. */
export interface DemoParts {
  readonly sandbox: string;
  readonly receiver: string;
  /** The recipe's own, if it has one. */
  readonly page: string | undefined;
  readonly processes: readonly DemoProcess[];
}

/**
 * Starts the sandbox, the receiver and what serves its recipe's page, and lets the first people write. Each part is told of
 * as soon as it runs, by what ends it, so that what has started is ended also where another part does not start.
 */
export async function startDemo(
  { directory, recipe, port, env: own }: DemoOptions,
  onStart: (stop: () => Promise<void>) => void,
): Promise<DemoParts> {
  const running = await startSandbox(port);
  onStart(running.stop);
  const secret = randomBytes(32).toString('base64');
  const receiverPort = await freePort();
  const { page } = recipes[recipe];
  const pagePort = page && (await freePort());
  const appId = running.sandbox.newId('app');
  const env = {
    ...own,
    ...clientEnvironment(running.url, appId),
    SINCH_WEBHOOK_SECRET: secret,
    HOST: '127.0.0.1',
    PORT: String(receiverPort),
    ...(page && { [page.port]: String(pagePort) }),
  };
  const receiver = `http://127.0.0.1:${receiverPort}`;
  const pageUrl = pagePort === undefined ? undefined : `http://127.0.0.1:${pagePort}/`;
  const processes: DemoProcess[] = [];
  const start = async (entry: string, url: string): Promise<void> => {
    const child = await startDemoProcess({ directory, entry, env, url });
    processes.push(child);
    onStart(child.stop);
  };
  await start('dist/server.js', `${receiver}/readyz`);
  if (page !== undefined && pageUrl !== undefined) await start(page.entry, pageUrl);
  play(running, { appId, target: `${receiver}/webhooks/sinch`, secret });
  return { sandbox: running.url, receiver, page: pageUrl, processes };
}

async function startSandbox(port: number): Promise<RunningSandbox> {
  const { events } = await buildBundledModel();
  const settings = { ...defaultSettings, seed: randomBytes(4).toString('hex') };
  const place = { host: 'localhost', port };
  return listenAt(place, () => runSandbox({ settings, clock: createClock(), events, ...place }));
}

/** The settings by which a recipe's client of the API talks to the sandbox. */
function clientEnvironment(url: string, appId: string): Record<string, string> {
  return {
    SINCH_PROJECT_ID: demoProject,
    SINCH_APP_ID: appId,
    SINCH_KEY_ID: 'demo',
    SINCH_KEY_SECRET: 'demo',
    SINCH_REGION: 'eu',
    SINCH_AUTH_URL: url,
    SINCH_CONVERSATION_URL: url,
  };
}

const demoProject = 'demo';

function play(
  { sandbox, sendSample }: RunningSandbox,
  { appId, target, secret }: { appId: string; target: string; secret: string },
): void {
  const { triggers } = sandbox;
  sandbox.webhooks.create(demoProject, { app_id: appId, target, secret, triggers });
  playScenario(demoScenario, { sandbox, sendSample, app: { appId, projectId: demoProject } });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await startServer(server, { host: '127.0.0.1', port: 0 });
  await stopServer(server);
  return port;
}
