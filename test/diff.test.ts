import { describe, expect, it } from 'vitest';
import { diffDocuments } from '../src/diff.js';
import { loadSpec } from '../src/spec/load.js';
import { documentOf } from './support/receiver-folder.js';

describe('the difference of two documents', () => {
  it('names the files of the handlers it touches, as they are in the newer one', async () => {
    const changes = await diffDocuments({
      before: documentOf({ 'thing-made': { size: 'string' }, 'thing-lost': {} }),
      after: documentOf({ 'thing-made': { size: 'number', colour: 'string' }, 'thing-found': {} }),
    });

    expect(changes).toEqual([
      {
        kind: 'breaking',
        subject: 'ThingMade.size',
        message: 'was string and is now number',
        triggers: ['THING_MADE'],
        handlers: ['src/handlers/thing-made.ts'],
      },
      {
        kind: 'breaking',
        subject: 'THING_LOST',
        message: 'is gone',
        triggers: ['THING_LOST'],
        handlers: ['src/handlers/thing-lost.ts'],
      },
      {
        kind: 'additive',
        subject: 'ThingMade.colour',
        message: 'is new: string',
        triggers: ['THING_MADE'],
        handlers: ['src/handlers/thing-made.ts'],
      },
      {
        kind: 'additive',
        subject: 'THING_FOUND',
        message: 'is new',
        triggers: ['THING_FOUND'],
        handlers: ['src/handlers/thing-found.ts'],
      },
    ]);
  });

  it('is none where only the form of the text differs', async () => {
    const before = documentOf({ 'thing-made': { size: 'string' } });
    const after = { ...before, text: JSON.stringify(JSON.parse(before.text), null, 4) };

    expect(await diffDocuments({ before, after })).toEqual([]);
  });

  it('is none between the bundled document and a copy of it', async () => {
    const before = await loadSpec({ kind: 'bundled' });
    const after = { ...before, source: { kind: 'file', location: 'copy.yaml' } as const };

    expect(await diffDocuments({ before, after })).toEqual([]);
  });

  it('sees a document as a receiver does: keys it leaves out are those of the wire', async () => {
    const changes = await diffDocuments({
      before: documentOf({ 'opt-in': {} }),
      after: await loadSpec({ kind: 'bundled' }),
    });

    const optIn = changes.filter(({ triggers }) => triggers.includes('OPT_IN'));
    expect(optIn.length).toBeGreaterThan(3);
    expect(optIn.filter(({ message }) => message.includes('event key'))).toEqual([]);
    expect(changes.filter(({ message }) => message === 'is new')).toHaveLength(21);
  });
});
