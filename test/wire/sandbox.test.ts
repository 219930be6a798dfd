import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { everyCallback } from '../sandbox/support/every-callback.js';
import { triggers } from '../sandbox/support/test-sandbox.js';

interface Facts {
  readonly envelope: Readonly<Record<string, unknown>>;
  readonly discriminator: Readonly<Record<string, string>>;
  readonly enums: Readonly<Record<string, unknown>>;
  readonly shared: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly events: Readonly<Record<string, { key: string; fields: Record<string, unknown> }>>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const wire = resolve(root, process.env['SINCH_WIRE'] ?? '../shared/sinch');
const facts = parse(readFileSync(join(wire, 'wire-facts.yaml'), 'utf8')) as Facts;

describe.each(['CONVERSATION', 'DISPATCH'] as const)('what the sandbox sends in %s mode', (mode) => {
  it('has every field where the facts have it', async () => {
    const received = await everyCallback(mode);

    expect([...new Set(received.map(({ trigger }) => trigger))].toSorted()).toEqual(triggers.toSorted());
    for (const { trigger, body } of received) {
      const event = facts.events[trigger];
      if (event === undefined) throw new Error(`The facts have no ${trigger}`);
      const { [event.key]: payload, ...envelope } = body;
      expect(
        Object.keys(envelope).filter((name) => !Object.hasOwn(facts.envelope, name)),
        trigger,
      ).toEqual([]);
      expect(
        Object.keys(payload as object).filter((name) => !Object.hasOwn(event.fields, name)),
        trigger,
      ).toEqual([]);
      expect(misplaced(payload), `${trigger}: ${JSON.stringify(payload)}`).toEqual([]);
    }
  });
});

/** Fields of what many events have in common that the facts do not have. */
function misplaced(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const shape = facts.shared[name.replace(/^(preserved|deleted)_/, '')];
    const wrong =
      shape !== undefined && typeof inner === 'object' && inner !== null
        ? Object.keys(inner).filter((field) => !Object.hasOwn(shape, field))
        : [];
    return [...wrong.map((field) => `${name}.${field}`), ...misplaced(inner)];
  });
}
