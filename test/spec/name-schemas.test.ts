import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { nodesBelow } from '../../src/model/schema.js';
import { parseSpec } from '../../src/spec/parse.js';
import { payloadOf, withSchemas } from './schemas-document.js';
import { specText } from './spec-text.js';

describe('a schema that a reference leads to', () => {
  it('goes by what the reference ends in where it is no component', async () => {
    const schema = await payloadOf(`
S:
  type: object
  properties:
    lines: { type: array, items: { type: object, properties: { sku: { type: string } } } }
    first: { $ref: '#/components/schemas/S/properties/lines/items' }
    second: { $ref: '#/channels/~1b/publish/message/payload' }
    lines2: { $ref: '#/components/schemas/lines' }
lines: { type: integer }`);

    expect(schema).toMatchObject({
      properties: {
        lines: { items: { 'x-parser-schema-id': 'linesItem' } },
        first: { 'x-parser-schema-id': 'linesItem' },
        lines2: { 'x-parser-schema-id': 'lines' },
      },
    });
  });

  it('is read once, however many ways lead through others to it', async () => {
    const names = Array.from({ length: 14 }, (_, index) => `l${index}`);
    const links = names.map((name) => `${name}: { $ref: '#/x-links/${name}' }`).join(', ');
    const crowd = names.map((name) => `${name}: { type: object, properties: { ${links} } }`).join(', ');
    const text = `${withSchemas("S: { type: object, properties: { a: { $ref: '#/x-links/l0' } } }")}\nx-links: { ${crowd} }`;
    const model = buildModel(await parseSpec(specText(text)));

    // There are 14! ways through all of them.
    expect(nodesBelow(model.events.map(({ payload }) => payload)).length).toBeLessThan(100);
  });
});
