import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsOf } from '../../src/render/settings.js';
import { targets } from '../../src/render/targets/index.js';
import { longestStopMilliseconds } from '../../src/runtime/serve.js';
import { readServerConfig } from '../../src/runtime/server-config.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { serverFiles, sourceOf, textOf } from './server-files.js';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: unknown;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly deploy?: { readonly replicas: number };
  readonly stop_grace_period?: string;
  readonly healthcheck: { readonly test?: readonly string[] };
  readonly read_only?: boolean;
}

interface Compose {
  readonly services: Readonly<Record<'proxy' | 'receiver' | 'worker' | 'redis', Service>>;
  readonly networks: Readonly<Record<string, { internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

let files: ReadonlyMap<string, string>;
let text: string;
let compose: Compose;

beforeAll(async () => {
  files = await serverFiles();
  text = textOf(files, 'compose.yaml');
  compose = parse(text, { merge: true }) as Compose;
});

describe('compose.yaml', () => {
  it('is what Compose takes, by its own schema', async () => {
    expect(await lint(text)).toEqual([]);
    expect(await lint(text.replace('restart: unless-stopped', 'restarts: always'))).toMatchObject([
      { rule: 'invalid-schema' },
    ]);
  });

  it('runs two receivers and two workers of one image, and builds it once', () => {
    const { receiver, worker } = compose.services;

    expect([receiver.deploy?.replicas, worker.deploy?.replicas]).toEqual([2, 2]);
    expect(worker.image).toBe(receiver.image);
    expect([receiver.build, worker.build]).toEqual(['.', undefined]);
  });

  it('starts what npm run worker starts, and the server by the command of the image', () => {
    const { receiver, worker } = compose.services;
    const { scripts } = JSON.parse(textOf(files, 'package.json')) as { scripts: Record<string, string> };

    expect(worker.command?.join(' ')).toBe(scripts['worker']);
    expect([...files.keys()]).toContain(sourceOf(worker.command?.[1] ?? ''));
    expect(receiver.command).toBeUndefined();
    expect(textOf(files, 'Dockerfile')).toMatch(/^CMD \["node", "dist\/server\.js"\]$/m);
  });

  it('sets variables that a receiver reads, and no other', () => {
    const known = settingsOf(targets.fastify).map(({ name }) => name);
    for (const { environment } of [compose.services.receiver, compose.services.worker]) {
      expect(Object.keys(environment ?? {}).filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it('has the receivers keep events in Redis and the workers handle them', () => {
    const settings = ({ environment = {} }: Service) => {
      const values = Object.entries(environment).map(([name, value]) => [name, withDefault(value)]);
      return readServerConfig({ ...Object.fromEntries(values), SINCH_WEBHOOK_SECRET: 'secret' });
    };

    expect(settings(compose.services.receiver)).toMatchObject({
      inbox: 'redis',
      redis: { url: 'redis://redis:6379' },
      concurrency: 0,
      retentionDays: 2,
    });
    expect(settings(compose.services.worker)).toMatchObject({ inbox: 'redis', concurrency: 20 });
  });

  it('has no secret in it, and names the variable that is missing', () => {
    for (const { environment } of [compose.services.receiver, compose.services.worker]) {
      expect(environment?.['SINCH_WEBHOOK_SECRET']).toMatch(/^\$\{SINCH_WEBHOOK_SECRET:\?.*\.env\}$/);
    }
    expect(text).not.toMatch(/password/i);
  });

  it('waits longer than a server takes to stop', () => {
    for (const { stop_grace_period: period } of [compose.services.receiver, compose.services.worker]) {
      expect(seconds(period)).toBeGreaterThan(longestStopMilliseconds / 1000);
    }
  });

  it('has the proxy pass on to the port on which receivers listen, and nothing else be public', () => {
    const { proxy, receiver, worker, redis } = compose.services;
    const nginx = textOf(files, 'deploy/nginx.conf');

    expect(proxy.volumes).toEqual(['./deploy/nginx.conf:/etc/nginx/nginx.conf:ro']);
    expect(nginx).toContain(`server receiver:${receiver.environment?.['PORT']} resolve`);
    expect(proxy.ports).toEqual([`\${PORT:-3000}:${/^ +listen (\d+)/m.exec(nginx)?.[1]}`]);
    expect([receiver.ports, worker.ports, redis.ports]).toEqual([undefined, undefined, undefined]);
    expect(redis.networks.map((name) => compose.networks[name]?.internal)).toEqual([true]);
    expect(proxy.networks).not.toContain(redis.networks[0]);
  });

  it('starts each after what it needs is well', () => {
    const { proxy, receiver, worker } = compose.services;

    expect(proxy.depends_on).toEqual({ receiver: { condition: 'service_healthy' } });
    expect(receiver.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
    expect(worker.depends_on).toEqual(receiver.depends_on);
    expect(textOf(files, 'Dockerfile')).toMatch(/^HEALTHCHECK CMD /m);
  });
});

describe('the Redis of compose.yaml', () => {
  it('writes each event to the disk before it is acknowledged, and drops none', () => {
    const { command = [] } = compose.services.redis;
    const option = (name: string): string | undefined => command[command.indexOf(`--${name}`) + 1];

    expect(option('appendonly')).toBe('yes');
    expect(option('appendfsync')).toBe('always');
    expect(option('maxmemory-policy')).toBe('noeviction');
    expect(option('maxmemory')).toMatch(/^\d+gb$/);
  });

  it('keeps its file in a volume with a name, and has its version pinned and time to end', () => {
    const { redis } = compose.services;
    const [volume = '', folder] = redis.volumes?.[0]?.split(':') ?? [];

    expect(Object.keys(compose.volumes)).toContain(volume);
    expect(folder).toBe('/data');
    expect(redis.image).toMatch(/^redis:\d+/);
    expect(seconds(redis.stop_grace_period)).toBeGreaterThanOrEqual(30);
    expect(redis.healthcheck.test).toEqual(['CMD', 'redis-cli', '-e', 'ping']);
  });
});

// The order of keys and the like is taste; a port of all interfaces is what a proxy is for.
const ofTaste = [
  'no-unbound-port-interfaces',
  'service-keys-order',
  'services-alphabetical-order',
  'top-level-properties-order',
];

async function lint(content: string) {
  const folder = await temporaryFolder({});
  await writeFile(join(folder, 'compose.yaml'), content);
  const rules = Object.fromEntries(ofTaste.map((rule) => [rule, 0 as const]));
  const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
  // Its declarations import each other in a way that the compiler does not follow.
  const results = linter.lintFiles([folder], false) as readonly { readonly messages: readonly unknown[] }[];
  return results.flatMap(({ messages }) => messages);
}

/** A value as Compose has it where the variable in it is not set. */
function withDefault(value: string): string {
  return value.replace(/^\$\{\w+:-(.*)\}$/, '$1');
}

function seconds(period: string | undefined): number {
  return Number(/^(\d+)s$/.exec(period ?? '')?.[1]);
}
