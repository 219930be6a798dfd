import { expect, describe, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import { importGenerated } from '../render/oracle.js';
import { everyCallback } from './support/every-callback.js';
import { triggers } from './support/test-sandbox.js';

const { validators, routes } = await importGenerated(await buildBundledModel(), 'sandbox-wire');

describe.each(['CONVERSATION', 'DISPATCH'] as const)('callbacks in %s mode', (mode) => {
  it('are of every trigger that the sandbox plays, each recognised by its key and as the document has it', async () => {
    const received = await everyCallback(mode);

    expect([...new Set(received.map(({ trigger }) => trigger))].toSorted()).toEqual(triggers.toSorted());
    for (const { trigger, body } of received) {
      const keys = routes.filter(({ eventKey }) => eventKey !== undefined && Object.hasOwn(body, eventKey));
      expect(keys.map((route) => route.trigger)).toEqual([trigger]);
      expect(validators[trigger]?.(body), JSON.stringify(body)).toEqual([]);
    }
  });
});
