import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { describeNeeding } from './describe-needing.js';
import { startRedisServer, type RedisServer } from './redis-server.js';

async function startServer(): Promise<RedisServer> {
  const server = await startRedisServer();
  onTestFinished(() => server.remove());
  return server;
}

describeNeeding('redis-server', 'a server of Redis', () => {
  it('has what it acknowledged when it is killed and started again', async () => {
    const server = await startServer();
    await server.command('SET', 'a', '1');
    await server.kill();
    await expect(server.command('GET', 'a')).rejects.toThrow();
    await server.start();
    expect(await server.command('GET', 'a')).toBe('1');
    await server.stop();
    await server.start();
    expect(await server.command('GET', 'a')).toBe('1');
  });

  it('does not answer while it is held, and goes on after', async () => {
    const server = await startServer();
    server.pause();
    const answer = server.command('PING');
    expect(await Promise.race([answer, wait(200, 'none')])).toBe('none');
    server.resume();
    expect(await answer).toBe('PONG');
  });

  it('refuses what it has no room for while it is full', async () => {
    const server = await startServer();
    await server.fill();
    await expect(server.command('SET', 'a', 'x'.repeat(1_000_000))).rejects.toThrow('OOM');
    await expect(server.command('SET', 'a', 'x')).rejects.toThrow('OOM');
    await server.unfill();
    expect(await server.command('SET', 'a', '1')).toBe('OK');
  });

  it('ends when the process that started it is killed', async () => {
    const module = fileURLToPath(new URL('./redis-server.ts', import.meta.url));
    const script = `const { startRedisServer } = await import(${JSON.stringify(module)});
      const server = await startRedisServer();
      console.log(/process_id:(\\d+)/.exec(await server.command('INFO', 'server'))[1]);
      setInterval(() => {}, 1_000);`;
    const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    onTestFinished(() => void starter.kill('SIGKILL'));
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    starter.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
