import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { peers } from './peers.js';

/** What `npm run bench` measures with. */
export function describeBench(): string {
  const { sdk, asyncapi, node24 } = peers;
  const others = [sdk, asyncapi].map(({ package: name, version }) => `${name} ${version}`);
  return [describeVersions(), `Node ${node24.version}`, ...others].join(', ');
}

/** What was measured with, for whoever reads the figures later. */
export function describeVersions(): string {
  const packages = ['express', 'fastify', 'libsql', 'bullmq', 'ioredis'].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  const [processor] = cpus();
  return [
    `Node ${process.versions.node}`,
    ...packages,
    redisVersion(),
    `${cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ${platform()} ${arch()}`,
  ].join(', ');
}

function versionOf(name: string): string {
  const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

function redisVersion(): string {
  const { stdout } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' });
  return `redis-server ${/v=([0-9.]+)/.exec(stdout ?? '')?.[1] ?? 'missing'}`;
}
