import { describe, expect, it } from 'vitest';
import { diffModels, type ModelChange } from '../../src/model/diff.js';
import type { EventModel, ReceiverModel } from '../../src/model/receiver-model.js';
import type { SchemaNode } from '../../src/model/schema.js';
import { eventWith, literals, object, text } from './nodes.js';

describe('an event', () => {
  it('that comes is additive, and one that goes breaking', () => {
    expect(diff([eventWith({ trigger: 'A' })], [eventWith({ trigger: 'B' })])).toEqual([
      { kind: 'breaking', subject: 'A', message: 'is gone', triggers: ['A'] },
      { kind: 'additive', subject: 'B', message: 'is new', triggers: ['B'] },
    ]);
  });

  it.each<[string, Partial<EventModel>, Partial<EventModel>, string, string]>([
    ['key', { eventKey: 'a' }, { eventKey: 'b' }, 'breaking', 'has another event key: "a" became "b"'],
    [
      'key, now none',
      { eventKey: 'a' },
      { eventKey: undefined },
      'breaking',
      'has another event key: "a" became none',
    ],
    [
      'address',
      { address: '/a' },
      { address: '/b' },
      'breaking',
      'has another channel address: "/a" became "/b", which breaks only a webhook whose target is that path',
    ],
    [
      'identity',
      { identity: [['id']] },
      { identity: [['a.id', { keysOf: 'b' }]] },
      'breaking',
      'has another identity: [["id"]] became [["a.id",{"keysOf":"b"}]]',
    ],
    ['operation', { operationId: 'a' }, { operationId: 'b' }, 'documentation', 'has another operation id'],
    ['summary', { summary: 'a' }, { summary: 'b' }, 'documentation', 'has another summary'],
    [
      'description',
      { description: undefined },
      { description: 'b' },
      'documentation',
      'has another description',
    ],
  ])('that has another %s', (_what, before, after, kind, message) => {
    expect(diff([eventWith(before)], [eventWith(after)])).toEqual([
      { kind, subject: 'A', message, triggers: ['A'] },
    ]);
  });

  it('that is the same is no change, and neither is its place among the others', () => {
    const [a, b] = [eventWith({ trigger: 'A' }), eventWith({ trigger: 'B' })];

    expect(diff([a, b], [b, a])).toEqual([]);
  });
});

describe('changes are told', () => {
  it('breaking first, then additive, then documentation, each in the order of the document', () => {
    const before = [eventWith({ trigger: 'A', summary: 'a' }), eventWith({ trigger: 'OLD' })];
    const after = [
      eventWith({ trigger: 'NEW' }),
      eventWith({ trigger: 'A', summary: 'b', payload: object('A', { a: text }) }),
    ];

    expect(diff(before, after).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'breaking OLD',
      'additive NEW',
      'additive A.a',
      'documentation A',
    ]);
  });

  it('once for a type that events share, with all of them', () => {
    const sharing = (payload: SchemaNode) =>
      ['A', 'B', 'C'].map((trigger) => eventWith({ trigger, payload: object(trigger, { shared: payload }) }));

    expect(diff(sharing(object('Shared', {})), sharing(object('Shared', { a: text })))).toEqual([
      { kind: 'additive', subject: 'Shared.a', message: 'is new: string', triggers: ['A', 'B', 'C'] },
    ]);
  });

  it('once for a type that one event has in two places', () => {
    const twice = (shared: SchemaNode) => eventWith({ payload: object('A', { a: shared, b: shared }) });

    expect(
      diff([twice(literals('Colour', ['red']))], [twice(literals('Colour', ['red', 'blue']))]),
    ).toHaveLength(1);
  });

  it('for every place where two types became one', () => {
    const shared = object('Shared', { x: text, y: text });
    const apart = { a: object('Shared', { x: text }), b: object('Other', { y: text }) };
    const changes = diff(
      [eventWith({ payload: object('A', apart) })],
      [eventWith({ payload: object('A', { a: shared, b: shared }) })],
    );

    expect(changes.map(({ subject, message }) => `${subject} ${message}`)).toEqual([
      'A.b is of type Shared, which was Other',
      'Shared.y is new: string',
      'Shared.x is new: string',
    ]);
  });
});

it('comes to an end in recursion, also where it has changed', () => {
  const tree = (properties: Readonly<Record<string, SchemaNode>>): EventModel => {
    const node = object('Tree', properties);
    node.properties.push({ name: 'child', required: false, schema: node });
    node.properties.push({
      name: 'children',
      required: false,
      schema: { kind: 'array', description: undefined, items: node },
    });
    return eventWith({ payload: object('A', { tree: node }) });
  };

  expect(diff([tree({})], [tree({})])).toEqual([]);
  expect(diff([tree({})], [tree({ size: text })])).toMatchObject([{ subject: 'Tree.size' }]);
});

function diff(before: readonly EventModel[], after: readonly EventModel[]): ModelChange[] {
  const model = (events: readonly EventModel[]): ReceiverModel => ({ events });
  return diffModels({ before: model(before), after: model(after) });
}
