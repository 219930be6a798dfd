import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Measured } from '../../bench/measured.js';
import { fillTables } from '../../bench/page.js';
import { renderMeasured, renderRedisCost } from '../../bench/report.js';
import { assumptions, capacityOf } from '../../bench/sizing.js';
import { renderSizingTables } from '../../bench/sizing-tables.js';
import { defaultsOf, settingsOf } from '../../src/render/settings.js';
import { targets } from '../../src/render/targets/index.js';

const page = new URL('../../docs/capacity.md', import.meta.url);
const measured = JSON.parse(
  await readFile(new URL('../../bench/measured.json', import.meta.url), 'utf8'),
) as Measured;

describe('docs/capacity.md', () => {
  // Update with: npx vitest run test/bench -u
  it('has the tables that the last measurement and the arithmetic give', async () => {
    const text = await readFile(page, 'utf8');
    const tables: Readonly<Record<string, string>> = {
      versions: `${measured.versions}; ${measured.placement}. ${measured.events.toLocaleString('en-US')} events on ${measured.connections} connections, the median of ${measured.rounds} rounds.`,
      measured: renderMeasured(measured),
      'redis-cost': renderRedisCost(measured),
      parts: renderParts(),
      ...renderSizingTables(measured),
    };
    await expect(await fillTables(text, tables)).toMatchFileSnapshot('../../docs/capacity.md');
  });

  it('says in its text what the arithmetic reckons with', async () => {
    const text = (await readFile(page, 'utf8')).replaceAll(/\s+/g, ' ');
    const { callbacksPerMessage, use, handlerSeconds, retentionDays, outageSeconds, bodyBytes } = assumptions;

    expect(text).toContain(`${callbacksPerMessage} callbacks a message`);
    expect(text).toContain(`${use * 100} % of what a part can do`);
    expect(text).toContain(`${handlerSeconds * 1000} ms a handler`);
    expect(text).toContain(`\`INBOX_RETENTION_DAYS=${retentionDays}\``);
    expect(text).toContain(`${outageSeconds / 3600} hour`);
    expect(text).toContain(`${bodyBytes / 1000} KB a body`);
    expect(defaultsOf(settingsOf(targets.fastify))['CONCURRENCY']).toBe(
      String(assumptions.handlersPerWorker),
    );
  });
});

function renderParts(): string {
  const { receiverPerSecond, workerPerSecond, claimSeconds, redisPerSecond } = capacityOf(measured);
  const text = (perSecond: number): string => Math.round(perSecond).toLocaleString('en-US');
  return [
    `- a receiver, by its processor: ${text(receiverPerSecond)} events a second`,
    `- a worker, by its processor: ${text(workerPerSecond)}; an event takes a handler’s place for ${Math.ceil(claimSeconds * 1000)} ms besides its handler`,
    `- a Redis, by its processor, which keeps each event and hands it out: ${text(redisPerSecond)}`,
  ].join('\n');
}
