import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRecogniser, type Recogniser, type Route } from '../../src/runtime/recognition.js';
import { generateReceiver } from './generate-receiver.js';
import { checks, parcels } from './tagged-documents.js';
import { everyStrictFlag, tsc } from './tsc.js';

const cases = [
  {
    name: 'parcels',
    spec: parcels,
    events: [
      [{ type: 'report_small' }, 'REPORT_SMALL'],
      [{ type: 'report_large' }, 'REPORT_LARGE'],
      [{ type: 'stop_small' }, 'REPORT_STOP_SMALL'],
      [{ type: 'stop_large' }, 'REPORT_STOP_LARGE'],
      [{ type: 'in_letter' }, 'INCOMING_LETTER'],
      [{ type: 'in_box' }, 'INCOMING_BOX'],
      [{ type: 'in_bag' }, undefined],
    ],
    types: ['ReportSmall', 'ReportStopLarge', 'IncomingBox'],
  },
  {
    name: 'checks',
    spec: checks,
    events: [
      [{ event: 'CheckRequestEvent', method: 'eye' }, 'REQUEST'],
      [{ event: 'CheckResultEvent', method: 'eye' }, 'RESULT'],
      [{ method: 'eye' }, undefined],
    ],
    types: ['RequestEvent', 'Result'],
  },
] as const;

describe.each(cases)('a receiver for $name, whose events have no key', ({ name, spec, events, types }) => {
  let folder = '';
  let recognise: Recogniser;

  beforeAll(async () => {
    folder = await generateReceiver(`tagged-${name}`, 'lambda', { spec });
    const url = pathToFileURL(join(folder, 'src/generated/routes.ts')).href;
    const { routes } = (await import(/* @vite-ignore */ url)) as { routes: readonly Route[] };
    recognise = createRecogniser(routes);
  });

  it('compiles under every strict flag', async () => {
    expect(await tsc(folder, ...everyStrictFlag)).toBe('');
  });

  it('has types with names that a reader takes for chosen', async () => {
    const text = await readFile(join(folder, 'src/generated/types.ts'), 'utf8');
    for (const type of types) expect(text).toContain(`export interface ${type} {`);
    expect(text).not.toMatch(/X[0-9a-f]{6}/);
  });

  it.each(events.map(([body, trigger]) => ({ body, trigger })))(
    'takes $body for $trigger',
    ({ body, trigger }) => {
      const recognition = recognise(Buffer.from(JSON.stringify(body)), undefined);
      expect(recognition.kind === 'event' ? recognition.route.trigger : undefined).toBe(trigger);
    },
  );
});
