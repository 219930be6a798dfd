import { expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import { renderReceiver } from '../../src/render/render.js';
import { defaultsOf, settingsOf } from '../../src/render/settings.js';
import { targets, type TargetName } from '../../src/render/targets/index.js';
import { createPrometheusMetrics } from '../../src/runtime/prometheus.js';
import { longestStopMilliseconds } from '../../src/runtime/serve.js';

async function readmeOf(name: TargetName): Promise<string> {
  const files = await renderReceiver(await buildBundledModel(), targets[name]);
  return files.find(({ path }) => path === 'README.md')?.content ?? '';
}

function metricsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name).toSorted();
}

it('the README of a server names every metric that the receiver adds, and no other', async () => {
  const metrics = createPrometheusMetrics({
    triggers: [],
    readInboxStats: async () => ({ pending: 0, dead: 0, quarantine: 0, oldestPendingAt: undefined }),
  });
  const counted = metricsIn((await metrics.render?.())?.body ?? '', /^# TYPE (sinch_webhooks_\w+)/gm);

  expect(counted).toContain('sinch_webhooks_dead_total');
  expect(metricsIn(await readmeOf('fastify'), /^\| `(sinch_webhooks_\w+)` \|/gm)).toEqual(counted);
});

it('the README of a function speaks of no metrics and no file, for it has none', async () => {
  expect(await readmeOf('lambda')).not.toMatch(/sinch_webhooks_|\/metrics|SQLite|INBOX_FILE/);
});

it.each(['fastify', 'lambda'] as const)(
  'a default that the README for %s mentions is that of the setting',
  async (name) => {
    const settings = settingsOf(targets[name]);
    const mentions = [...(await readmeOf(name)).matchAll(/`([A-Z_]+)` \((\d+)(?: s)?\)/g)];

    expect(mentions.length).toBeGreaterThan(3);
    for (const [, variable = '', value] of mentions) {
      expect(value, variable).toBe(defaultsOf(settings)[variable]);
    }
  },
);

it('the README of a server says how long a stop takes at most, and has Docker wait longer', async () => {
  const readme = await readmeOf('fastify');

  expect(readme).toContain(`after ${longestStopMilliseconds / 1000} seconds at most`);
  expect(Number(/--stop-timeout (\d+)/.exec(readme)?.[1])).toBeGreaterThan(longestStopMilliseconds / 1000);
});
