import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { exitCodes } from '../../errors.js';
import { generate } from '../../generate.js';
import { buildBundledModel } from '../../model/bundled.js';
import { type RecipeName, recipes } from '../../render/recipes/index.js';
import { createClock } from '../../sandbox/clock.js';
import { playScenario } from '../../sandbox/play-scenario.js';
import { type RunningSandbox, runSandbox } from '../../sandbox/run-sandbox.js';
import { defaultSettings } from '../../sandbox/settings.js';
import type { Context } from '../context.js';
import { type DemoProcess, startDemoProcess } from '../demo-process.js';
import { demoScenario } from '../demo-scenario.js';
import { buildReceiver, installDependencies } from '../install.js';
import { listenAt } from '../listen.js';
import { openPage } from '../open-page.js';

export interface DemoFlags {
  readonly recipe: RecipeName;
  readonly port: number;
  readonly open: boolean;
}

/** A receiver with a recipe, its page and the sandbox, all on this machine, until it is interrupted. */
export async function runDemo(directory: string, flags: DemoFlags, context: Context): Promise<number> {
  const { terminal, io } = context;
  io.endByItself();
  const started: (() => Promise<void>)[] = [];
  try {
    terminal.progress('Writing the receiver');
    await generate({ directory, target: 'fastify', recipe: flags.recipe });
    for (const [step, run] of [
      ['Installing its packages', installDependencies],
      ['Compiling it', buildReceiver],
    ] as const) {
      terminal.progress(step);
      await run({ directory, env: io.env, signal: io.signal });
    }
    terminal.progress('Starting');
    const parts = await startParts(directory, flags, context, started);
    describeDemo(parts, directory, context);
    if (flags.open && io.stdout.isTTY === true) openPage(parts.page ?? parts.sandbox);
    const failure = await untilOver(parts.processes, io.signal);
    if (failure === undefined) return exitCodes.done.code;
    terminal.error(`The receiver has ended:\n${failure}`);
    return exitCodes.no.code;
  } catch (error) {
    // What was under way was cut off: its failure is no news.
    if (io.signal.aborted) return exitCodes.interrupted.code;
    throw error;
  } finally {
    for (const stop of started.toReversed()) await stop();
  }
}

interface DemoParts {
  readonly sandbox: string;
  readonly receiver: string;
  readonly page: string | undefined;
  readonly processes: readonly DemoProcess[];
}

async function startParts(
  directory: string,
  { recipe, port }: DemoFlags,
  { io }: Context,
  started: (() => Promise<void>)[],
): Promise<DemoParts> {
  const running = await startSandbox(port);
  started.push(running.stop);
  const secret = randomBytes(32).toString('base64');
  const receiverPort = await freePort();
  const { page } = recipes[recipe];
  const pagePort = page && (await freePort());
  const appId = running.sandbox.newId('app');
  const env = {
    ...io.env,
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
    started.push(child.stop);
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

function describeDemo(
  { sandbox, receiver, page }: DemoParts,
  directory: string,
  { terminal }: Context,
): void {
  terminal.print('All of it runs on this machine. Ctrl+C ends it.');
  terminal.print();
  if (page !== undefined) terminal.print(`  ${page}   the page of the recipe`);
  terminal.print(`  ${sandbox}   the sandbox: phones to write messages on`);
  terminal.print(`  ${receiver}   the receiver, whose code is in ${directory}`);
  terminal.print();
  terminal.print('In a few seconds the first people write. Answer them, or write as one of them.');
}

/** Resolves when the user has had enough, or with what a part printed that has ended by itself. */
async function untilOver(
  processes: readonly DemoProcess[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const interrupted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined));
  });
  return Promise.race([interrupted, ...processes.map(({ ended }) => ended)]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
