import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.js';
import { payloadOf, withSchemas } from './schemas-document.js';
import { failureOf, specText } from './spec-text.js';

describe('a reference', () => {
  it('that two places share is one object', async () => {
    const { operations } = await parseSpec(specText(withSchemas('S: { type: string }')));
    const [first, second] = operations.map(({ messages }) => messages[0]?.payload);
    expect(first).toEqual({ type: 'string', 'x-parser-schema-id': 'S' });
    expect(second).toBe(first);
  });

  it('to what it stands in is a cycle', async () => {
    const schema = await payloadOf(
      `S: { type: object, properties: { next: { $ref: '#/components/schemas/S' } } }`,
    );
    expect(schema).toHaveProperty('properties.next.properties.next.type', 'object');
    expect(Object(schema).properties.next).toBe(schema);
  });

  it('may name another reference', async () => {
    const schema = await payloadOf(
      `S: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/C' }\nC: { type: number }`,
    );
    expect(schema).toEqual({ type: 'number', 'x-parser-schema-id': 'C' });
  });

  it('may not lead through another reference', async () => {
    const failure = await failureOf(() =>
      payloadOf(
        [
          `S: { $ref: '#/components/schemas/B/properties/c/properties/d' }`,
          `B: { type: object, properties: { c: { $ref: '#/components/schemas/C' } } }`,
          `C: { type: object, properties: { d: { type: number } } }`,
        ].join('\n'),
      ),
    );
    expect(failure.code).toBe('SPEC_REFERENCE');
    expect(failure.message).toContain('leads through another reference');
    expect(failure.help).toContain('what that other reference names');
  });

  it('tells a key with a dot from a path of two keys', async () => {
    const schema = await payloadOf(
      `S: { properties: { a: { properties: { b: { type: string } } }, a.properties.b: { type: number }, c: { $ref: '#/components/schemas/S/properties/a/properties/b' } } }`,
    );
    expect(schema).toHaveProperty('properties.c.type', 'string');
  });

  it('that leads nowhere is refused at its own line, not where it is used', async () => {
    const failure = await failureOf(() =>
      parseSpec(specText(withSchemas(`S:\n  $ref: '#/components/schemas/Gone'`))),
    );
    expect(failure.code).toBe('SPEC_REFERENCE');
    expect(failure.message).toBe('sinch.yaml:13:13 The reference "#/components/schemas/Gone" leads nowhere.');
    expect(failure.help).toContain('Add what it names');
  });

  it.each([
    ['the whole document', '#'],
    ['a name without a path', '#S'],
    ['an inherited key', '#/components/constructor'],
    ['an index beyond the list', '#/channels/~1a/publish/message/0'],
  ])('to %s is refused', async (_what, target) => {
    const failure = await failureOf(() => parseSpec(specText(withSchemas(`S: { $ref: '${target}' }`))));
    expect(failure.code).toBe('SPEC_REFERENCE');
  });

  it('to itself is refused', async () => {
    const failure = await failureOf(() =>
      parseSpec(
        specText(withSchemas(`S: { $ref: '#/components/schemas/T' }\nT: { $ref: '#/components/schemas/S' }`)),
      ),
    );
    expect(failure.code).toBe('SPEC_REFERENCE');
    expect(failure.message).toContain('in a circle');
  });

  it.each([
    'other.yaml',
    './other.yaml#/a',
    'file:///etc/hostname',
    '//host/a',
    'https://example.com/a.yaml',
  ])('to %s is refused, naming the way out', async (target) => {
    const failure = await failureOf(() => parseSpec(specText(withSchemas(`S: { $ref: '${target}' }`))));
    expect(failure.code).toBe('SPEC_REFERENCE');
    expect(failure.message).toContain(
      `sinch.yaml:12:16 The reference "${target}" leads outside the document`,
    );
    expect(failure.help).toContain('Bundle the document into one file first');
  });

  it('outside the document opens no socket, wherever it stands', async () => {
    let connections = 0;
    const server = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
    server.on('connection', () => (connections += 1));
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const url = `http://127.0.0.1:${port}/schema.json`;

    await failureOf(() => parseSpec(specText(withSchemas(`S: { $ref: '${url}' }`))));
    await failureOf(() => parseSpec(specText(`asyncapi: 3.0.0\n$ref: ${url}`)));
    await parseSpec(
      specText(
        withSchemas(
          `S: { type: object, default: { $ref: '${url}' }, x-origin: { $ref: '${url}' } }`,
          `, examples: [{ payload: { $ref: '${url}' } }]`,
        ),
      ),
    );

    server.close();
    expect(connections).toBe(0);
  });
});

describe('beside a reference', () => {
  it('more may be asked for, which holds as well as what it leads to', async () => {
    const schema = await payloadOf(`
S: { type: object, properties: { id: { $ref: '#/components/schemas/Id', minLength: 1, allOf: [true] } } }
Id: { type: string }`);

    expect(schema).toMatchObject({
      properties: {
        id: { minLength: 1, allOf: [{ type: 'string', 'x-parser-schema-id': 'Id' }, true] },
      },
    });
    expect(schema).not.toHaveProperty('properties.id.$ref');
  });

  it('more may be asked for where another reference leads', async () => {
    const schema = await payloadOf(`
S: { $ref: '#/components/schemas/Short' }
Short: { $ref: '#/components/schemas/Text', maxLength: 3 }
Text: { type: string }`);

    expect(schema).toMatchObject({
      maxLength: 3,
      allOf: [{ type: 'string' }],
      'x-parser-schema-id': 'Short',
    });
  });

  it('another description may stand', async () => {
    const schema = await payloadOf(`
S: { type: object, properties: { a: { $ref: '#/components/schemas/T', description: Mine. } } }
T: { type: string, description: Its own. }`);

    expect(schema).toMatchObject({
      properties: { a: { description: 'Mine.', allOf: [{ description: 'Its own.' }] } },
    });
  });

  it('the words for a message are ignored, as AsyncAPI has it', async () => {
    const text = withSchemas('S: { type: string }').replace(
      'message: {',
      "message: { $ref: '#/components/messages/M', description: Mine. }\n    subscribe:\n      message: {",
    );
    const { operations } = await parseSpec(
      specText(`${text}\n  messages: { M: { payload: { type: integer }, description: Its own. } }`),
    );

    expect(operations[0]?.messages).toMatchObject([{ id: 'M', description: 'Its own.' }]);
  });
});

it('a property may be called as what the parser calls of every object', async () => {
  const schema = await payloadOf(`
S: { type: object, properties: { hasOwnProperty: { type: string }, b: { $ref: '#/components/schemas/S/properties/hasOwnProperty' } } }`);

  expect(schema).toMatchObject({ properties: { hasOwnProperty: { type: 'string' }, b: { type: 'string' } } });
});

describe('a $ref that is data', () => {
  it('stays as it is in an example', async () => {
    const { operations } = await parseSpec(
      specText(withSchemas('S: { type: object }', `, examples: [{ payload: { $ref: '#/nowhere' } }]`)),
    );
    expect(operations[0]?.messages[0]?.examples).toEqual([{ $ref: '#/nowhere' }]);
  });

  it('is told from a schema that is called default or examples', async () => {
    const schema = await payloadOf(
      `S: { properties: { default: { $ref: '#/components/schemas/examples' } } }\nexamples: { type: boolean }`,
    );
    expect(schema).toHaveProperty('properties.default.type', 'boolean');
  });

  it('may be the name of a property', async () => {
    const schema = await payloadOf('S: { type: object, properties: { $ref: { type: string } } }');
    expect(schema).toHaveProperty('properties.$ref.type', 'string');
  });
});
