import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { buildBundledModel } from '../../src/model/bundled.js';
import { compareWithWire, type WireDifference } from '../../src/model/wire-differences.js';
import { createRecogniser, type Route } from '../../src/runtime/recognition.js';
import { parseSpec } from '../../src/spec/parse.js';
import { sampleOf } from '../support/samples.js';
import { generateReceiver } from './generate-receiver.js';
import { publishedDocument } from './published-document.js';
import { everyStrictFlag, tsc } from './tsc.js';

const triggers = [
  'MESSAGE_INBOUND',
  'MESSAGE_DELIVERY',
  'CONTACT_CREATE',
  'CONTACT_UPDATE',
  'CONTACT_DELETE',
];

describe('a receiver from a document that differs from the wire', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await generateReceiver('published', 'fastify', { spec: publishedDocument });
  });

  it('compiles under every strict flag', async () => {
    expect(await tsc(folder, ...everyStrictFlag)).toBe('');
  });

  it.each(triggers)('recognises %s as Sinch really sends it', async (trigger) => {
    const recognition = createRecogniser(await routesIn(folder))(sampleOf(trigger), undefined);

    expect(recognition).toMatchObject({ kind: 'event', route: { trigger } });
  });

  it('has routes under the keys and identities of the wire', async () => {
    expect(await routesIn(folder)).toMatchObject([
      { trigger: 'MESSAGE_INBOUND', eventKey: 'message', identity: [['message.id']] },
      { trigger: 'MESSAGE_DELIVERY', eventKey: 'message_delivery_report' },
      { trigger: 'CONTACT_CREATE', eventKey: 'contact_create_notification' },
      { trigger: 'CONTACT_UPDATE', eventKey: 'contact_update_notification' },
      { trigger: 'CONTACT_DELETE', eventKey: 'contact_delete_notification' },
    ]);
  });

  it('has a type for each event, the parts they share once, and every enumeration open', async () => {
    const types = await readFile(join(folder, 'src/generated/types.ts'), 'utf8');

    for (const name of ['ContactCreate', 'ContactUpdate', 'ContactDelete', 'Contact']) {
      expect(types.match(new RegExp(`^export interface ${name} \\{`, 'gm')), name).toHaveLength(1);
    }
    const enumerations = [...types.matchAll(/^export type (\w+) =([^;]*);/gm)].filter(
      ([, name]) => name !== 'Trigger',
    );
    expect(enumerations.map(([, name]) => name)).toEqual([
      'MessageInboundDirection',
      'MessageDeliveryStatus',
      'ContactChannelIdentitiesItemChannel',
    ]);
    for (const [, name, values] of enumerations) expect(values, name).toContain("' | (string & {})");
  });

  it('tests itself with bodies of the wire', async () => {
    expect(await readFile(join(folder, 'test/samples/CONTACT_CREATE.json'))).toEqual(
      sampleOf('CONTACT_CREATE'),
    );
  });
});

describe('the differences of the document', () => {
  let differences: readonly WireDifference[] = [];

  beforeAll(async () => {
    const wire = await buildBundledModel();
    differences = compareWithWire(buildModel(await parseSpec(publishedDocument), { wire }), wire);
  });

  it('are the events it lacks', () => {
    const missing = differences.filter(({ kind }) => kind === 'missing-event').map(({ trigger }) => trigger);

    expect(missing).toHaveLength(17);
    expect(missing).toContain('MESSAGE_SUBMIT');
  });

  it('are the events whose content it has in another place', () => {
    expect(differences.filter(({ kind }) => kind === 'event-key').map(({ trigger }) => trigger)).toEqual(
      expect.arrayContaining(['CONTACT_CREATE', 'CONTACT_UPDATE', 'CONTACT_DELETE']),
    );
  });

  it('are the fields of another type', () => {
    expect(differences).toContainEqual({
      trigger: 'MESSAGE_DELIVERY',
      kind: 'type',
      message: expect.stringContaining('message_delivery_report.reason'),
    });
  });
});

async function routesIn(folder: string): Promise<readonly Route[]> {
  const url = pathToFileURL(join(folder, 'src/generated/routes.ts')).href;
  return ((await import(/* @vite-ignore */ url)) as { routes: readonly Route[] }).routes;
}
