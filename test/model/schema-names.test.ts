import { describe, expect, it } from 'vitest';
import { buildSchemas } from '../../src/model/build-schema.js';
import { reservedTypeNames } from '../../src/model/reserved.js';
import { nodeAt, nodeOf, objectOf, typeNamesOf } from './node-of.js';

const text = { type: 'string' };

describe('the name of a type', () => {
  it('is that of its component, wherever the component is used', () => {
    const identity = component('channel_identity', { type: 'object', properties: { channel: text } });
    const node = nodeOf(object({ from: identity, to: { type: 'array', items: identity } }));

    expect(nodeAt(node, 'from')).toMatchObject({ typeName: 'ChannelIdentity' });
    expect(nodeAt(node, 'to', '0')).toBe(nodeAt(node, 'from'));
  });

  it('follows the path in the document where there is no component', () => {
    const node = nodeOf(
      object({
        contact_message: object({ media: object({ url: text }) }),
        channels: { type: 'array', items: object({ name: text }) },
        labels: { type: 'object', additionalProperties: object({ name: text }) },
        direction: { enum: ['IN', 'OUT'] },
        answer: { anyOf: [object({ yes: text }), object({ no: text })] },
      }),
    );

    expect(typeNamesOf(node)).toEqual([
      'Thing',
      'ThingAnswerNo',
      'ThingAnswerYes',
      'ThingChannelsItem',
      'ThingContactMessage',
      'ThingContactMessageMedia',
      'ThingDirection',
      'ThingLabelsValue',
    ]);
  });

  it('stays when a property is added anywhere else', () => {
    const before = { b: object({ x: text }), c: { anyOf: [object({ y: text }), object({ y: text })] } };
    const after = { a: object({ x: text }), ...before, B: { type: 'string' } };

    expect(typeNamesOf(nodeOf(object(after)))).toEqual(
      [...typeNamesOf(nodeOf(object(before))), 'ThingA'].toSorted(),
    );
  });

  it('stays short, and its own, however long the names around it are', () => {
    const deep = (depth: number): object =>
      object(
        depth === 0
          ? { x: object({ z: text }), y: object({ z: text }) }
          : { ['n'.repeat(190)]: deep(depth - 1) },
      );
    const names = typeNamesOf(nodeOf(deep(30)));

    expect(new Set(names)).toHaveProperty('size', 33);
    expect(Math.max(...names.map((name) => name.length))).toBe(120);
  });

  it('is told apart by a hash of the place where two paths come to the same', () => {
    const node = nodeOf(object({ a_b: object({ x: text }), aB: object({ x: text }) }));

    expect(nodeAt(node, 'a_b')).toMatchObject({ typeName: expect.stringMatching(/^ThingABX[0-9a-f]{6}$/) });
    expect(new Set(typeNamesOf(node))).toHaveProperty('size', 3);
  });

  it('is the same for a path whatever a component is called', () => {
    // The component's name reads like the path of a property in the code that tells places apart.
    const liar = component('event Thing "a"', object({ x: text }));
    const node = nodeOf(
      object({ a: object({ x: text }), b: liar, c: component('Thing "a"', object({ y: text })) }),
    );

    expect(new Set(typeNamesOf(node))).toHaveProperty('size', 4);
  });

  it('differs for two schemas that the document marks as the same component', () => {
    const node = nodeOf(
      object({ a: component('Foo', object({ x: text })), b: component('Foo', object({ y: text })) }),
    );

    expect(typeNamesOf(node)).toEqual(['Foo', 'Thing', 'ThingB']);
  });

  it('differs for an array and an object that stand in the same place', () => {
    const both = {
      type: ['object', 'array'],
      properties: { item: object({ x: text }) },
      items: object({ y: text }),
    };

    expect(new Set(typeNamesOf(nodeOf(object({ both }))))).toHaveProperty('size', 4);
  });

  it('keeps away from what the generated files declare or use', () => {
    for (const name of ['Trigger', 'Promise', 'string', 'nothing']) {
      expect(nodeAt(nodeOf(object({ a: component(name, object({ x: text })) })), 'a')).toMatchObject({
        typeName: expect.stringMatching(/X[0-9a-f]{6}$/),
      });
    }
  });
});

describe('the payload of an event', () => {
  const contact = component('Contact', object({ id: text }));

  it('goes by the name of the event, whatever the component is called', () => {
    // As in the published document, where one message serves three channels.
    const nodes = buildAll({ ContactCreate: contact, ContactUpdate: contact });

    expect(nodes.map((node) => objectOf(node).typeName)).toEqual(['ContactCreate', 'ContactUpdate']);
  });

  it('shares the components below it with other events', () => {
    const [created, merged] = buildAll({
      ContactCreate: object({ contact }),
      ContactMerge: object({ contact }),
    });

    expect(created && merged && nodeAt(created, 'contact') === nodeAt(merged, 'contact')).toBe(true);
  });

  it('leaves its component a name of its own where another event refers to it', () => {
    const wrapper = object({ contact });
    const orders = [
      { ContactMerge: wrapper, ContactCreate: contact, ContactUpdate: wrapper },
      { ContactCreate: contact, ContactUpdate: wrapper, ContactMerge: wrapper },
    ];

    for (const order of orders) {
      const names = buildAll(order).flatMap((node) => typeNamesOf(node));
      expect([...new Set(names)].toSorted()).toEqual([
        'Contact',
        'ContactCreate',
        'ContactMerge',
        'ContactUpdate',
      ]);
    }
  });

  it('keeps its name against a component of another case', () => {
    const own = component('Contact', object({ other: component('CONTACT', object({ id: text })) }));
    const [node] = buildAll({ Contact: own });

    expect(node && typeNamesOf(node)).toEqual(['Contact', expect.stringMatching(/^ContactX/)]);
  });
});

describe('an object under the event key', () => {
  it("lends the event's name to what is in it", () => {
    const schema = object({ message: object({ contact_message: object({ text: text }) }) });
    const [node] = buildSchemas(
      [{ typeName: 'MessageInbound', schema, eventKey: 'message' }],
      reservedTypeNames,
    );

    expect(node && typeNamesOf(node)).toEqual([
      'MessageInbound',
      'MessageInboundContactMessage',
      'MessageInboundMessage',
    ]);
  });
});

function buildAll(payloads: Readonly<Record<string, unknown>>) {
  return buildSchemas(
    Object.entries(payloads).map(([typeName, schema]) => ({ typeName, schema })),
    reservedTypeNames,
  );
}

function component(name: string, schema: object): object {
  return { ...schema, 'x-parser-schema-id': name };
}

function object(properties: Readonly<Record<string, unknown>>): object {
  return { type: 'object', properties };
}
