import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { basePath, buildReceiver } from '../chaos/build-receiver.js';
import { createEvents, type OneEvent } from '../chaos/events.js';
import { readJournal, unhandled } from '../chaos/outcome.js';
import { createRandom } from '../chaos/random.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { describeNeeding } from '../support/describe-needing.js';
import { secret, signDelivery } from '../support/signed-delivery.js';
import { freePort, startNginx } from './nginx-process.js';
import { serverFiles, textOf } from './server-files.js';

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process that is left to itself, with what it has printed so far. */
interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
}

let folder: string;
let nginx: string;
let services: Readonly<Record<'receiver' | 'worker' | 'redis', Service>>;

beforeAll(async () => {
  const files = await serverFiles();
  nginx = textOf(files, 'deploy/nginx.conf');
  ({ services } = parse(textOf(files, 'compose.yaml'), { merge: true }) as { services: typeof services });
  ({ folder } = await buildReceiver('fastify', 'deploy'));
});

function start(program: string, parameters: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(program, parameters, { cwd, env: { PATH: process.env['PATH'], ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

async function printed({ child, output }: Running, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(output());
    if (found !== null) return found[1] ?? found[0];
    if (child.exitCode !== null) throw new Error(`A process ended: ${output()}`);
    await wait(20);
  }
}

/** Redis, receivers and workers with the commands and the variables that compose.yaml has, on this machine. */
async function startServices() {
  const place = await temporaryFolder();
  // Handlers write into it, each line before anything else happens: what a process prints ends with it.
  const journal = join(place, 'journal.jsonl');
  const redisPort = await freePort();
  const [program = '', ...flags] = services.redis.command ?? [];
  const here = ['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', place];
  await printed(start(program, [...flags, ...here], place, {}), /Ready to accept connections/);

  const startNode = async ({ command = ['node', 'dist/server.js'], environment }: Service) => {
    const variables = Object.entries(environment ?? {}).filter(([, value]) => !value.startsWith('$'));
    const running = start(process.execPath, command.slice(1), folder, {
      ...Object.fromEntries(variables),
      CHAOS_JOURNAL: journal,
      SINCH_WEBHOOK_SECRET: secret,
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      HOST: '127.0.0.1',
      PORT: '0',
    });
    return { ...running, port: Number(await printed(running, /http:\/\/127\.0\.0\.1:(\d+)/)) };
  };
  const { receiver, worker } = services;
  return {
    journal,
    receivers: [await startNode(receiver), await startNode(receiver)] as const,
    workers: [await startNode(worker), await startNode(worker)] as const,
  };
}

/** Sends an event until it is taken, as Sinch does. */
async function send(url: string, event: OneEvent): Promise<void> {
  const { body, headers } = signDelivery(event.body);
  for (;;) {
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (answer.status === 200) return;
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    await wait(100);
  }
}

describeNeeding('nginx', 'what compose.yaml runs', () => {
  describeNeeding('redis-server', 'without containers', () => {
    it('handles every event that is taken, also when a receiver and a worker are killed', async () => {
      const { receivers, workers, journal } = await startServices();
      const ports = receivers.map(({ port }) => port);
      const url = (await startNginx(nginx, ports)) + basePath;
      const source = createEvents(createRandom(1));
      const sent: OneEvent[] = [];

      for (let number = 0; number < 60; number += 1) {
        if (number === 20) receivers[0].child.kill('SIGKILL');
        if (number === 40) workers[0].child.kill('SIGKILL');
        const event = source.next();
        await send(url, event);
        sent.push(event);
      }

      await expect.poll(() => unhandled(sent, readJournal(journal)), { timeout: 40_000 }).toEqual([]);
    });

    it('has a Redis that loses nothing, as a receiver says', async () => {
      const { receivers } = await startServices();

      expect(await printed(receivers[0], /"level":"(\w+)".*Redis has appendfsync always/)).toBe('info');
      expect(receivers[0].output()).not.toContain('maxmemory-policy');
    });

    it('stops in order within the time that it is given', async () => {
      const { receivers, workers } = await startServices();

      for (const { child } of [receivers[0], workers[0]]) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        expect(await ended).toEqual([0, null]);
      }
    });
  });
});
