import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { endWithThisProcess } from './end-with-this-process.js';
import { freePort } from './free-port.js';
import { missingPart } from './real-parts.js';

/** A real server of Redis on a port of this machine, which writes every change to its disk before it answers. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Does a command on a connection of its own: `command('CONFIG', 'SET', 'maxmemory', '0')`. */
  command(name: string, ...parameters: string[]): Promise<unknown>;
  /** Starts it again, on the same port and with what it had written. */
  start(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a loss of power would. */
  kill(): Promise<void>;
  /** Holds it: it keeps its connections, and answers none. */
  pause(): void;
  resume(): void;
  /** Lets it take no more than it has already, and refuse what comes beyond. */
  fill(): Promise<void>;
  unfill(): Promise<void>;
  /** Ends it for good, and removes what it wrote. */
  remove(): Promise<void>;
}

const startLimit = 20_000;
const settings = Object.entries({
  bind: '127.0.0.1',
  appendonly: 'yes',
  appendfsync: 'always',
  save: '',
  'maxmemory-policy': 'noeviction',
  logfile: 'redis.log',
}).flatMap(([name, value]) => [`--${name}`, value]);

/** Starts a server, which ends with this process at the latest. Throws where redis-server is not installed. */
export async function startRedisServer(): Promise<RedisServer> {
  const missing = missingPart('redis-server');
  if (missing !== undefined) throw new Error(missing);
  const folder = mkdtempSync(join(tmpdir(), 'sinch-redis-'));
  const port = await freePort();
  let child = await startProcess(folder, port);

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!isRunning(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    // One that is held ends only when it goes on.
    child.kill('SIGCONT');
    await ended;
  }

  const command: RedisServer['command'] = (name, ...parameters) => sendCommand(port, name, ...parameters);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    command,
    async start() {
      if (!isRunning(child)) child = await startProcess(folder, port);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async fill() {
      const used = /used_memory:(\d+)/.exec(String(await command('INFO', 'memory')))?.[1];
      await command('CONFIG', 'SET', 'maxmemory', used ?? '1');
    },
    async unfill() {
      await command('CONFIG', 'SET', 'maxmemory', '0');
    },
    async remove() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startProcess(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn('redis-server', [...settings, '--port', String(port), '--dir', folder], {
    stdio: 'ignore',
  });
  endWithThisProcess(child);
  const startedAt = performance.now();
  while (!(await isReady(port))) {
    if (!isRunning(child) || performance.now() - startedAt > startLimit) {
      child.kill('SIGKILL');
      throw new Error(`redis-server does not start: ${readFileSync(join(folder, 'redis.log'), 'utf8')}`);
    }
    await wait(10);
  }
  return child;
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await sendCommand(port, 'PING')) === 'PONG';
  } catch {
    // It does not listen yet, or still reads what it had written.
    return false;
  }
}

async function sendCommand(port: number, name: string, ...parameters: string[]): Promise<unknown> {
  const client = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null });
  // Each failure comes as a rejection, too.
  client.on('error', () => {});
  try {
    await client.connect();
    return await client.call(name, ...parameters);
  } finally {
    client.disconnect();
  }
}
