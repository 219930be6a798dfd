import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { renderSample } from '../../src/model/sample.js';
import { specDocument, type MessageOnChannel } from '../model/spec-document.js';

const text = { type: 'string' };

describe('a sample', () => {
  it('is the bundled one, to the byte, where that carries the key of the event', () => {
    const bundled = '{"message":  {} }\n';

    expect(sampleOf({ eventKey: 'message' }, bundled)).toBe(bundled);
  });

  it('is the first example of the document that carries the key, where the bundled one does not', () => {
    const examples = ['no object', { other: 1 }, { order: { id: 'o-1' } }];

    expect(JSON.parse(sampleOf({ eventKey: 'order', examples }, '{"message":{}}'))).toEqual({
      order: { id: 'o-1' },
    });
  });

  it('has the value that tells the event, where one does', () => {
    const typed = (type: string) => object({ id: text, type: { enum: [type] } }, ['id']);
    const [paid, sent] = buildModel(
      specDocument(
        { address: '/paid', payload: typed('paid'), examples: [{ type: 'sent' }] },
        { address: '/sent', payload: typed('sent'), examples: [{ type: 'sent', id: '7' }] },
      ),
    ).events.map((event) => JSON.parse(renderSample(event, undefined)) as unknown);

    expect(paid).toEqual({ id: '', type: 'paid' });
    expect(sent).toEqual({ type: 'sent', id: '7' });
  });

  it('is long and large enough where the schema says how long and large', () => {
    const payload = object(
      {
        id: { type: 'string', minLength: 2 },
        count: { type: 'integer', minimum: 3 },
        share: { type: 'number', exclusiveMinimum: 0.5 },
        lines: { type: 'array', items: text, minItems: 2 },
        kind: { const: 'order' },
      },
      ['id', 'count', 'share', 'lines', 'kind'],
    );

    expect(JSON.parse(sampleOf({ payload }, undefined))).toEqual({
      id: 'xx',
      count: 3,
      share: 1,
      lines: ['', ''],
      kind: 'order',
    });
  });

  it('is else the least the schema asks for, and the key', () => {
    const line = object({ sku: text, note: text }, ['sku']);
    const payload = object(
      {
        id: text,
        count: { type: 'integer' },
        kind: { const: 'x' },
        lines: { type: 'array', items: line },
        optional: text,
        order: object({ first: line, labels: { type: 'object' }, paid: { type: 'boolean' } }, [
          'first',
          'labels',
          'paid',
        ]),
      },
      ['id', 'count', 'kind', 'lines'],
    );

    expect(JSON.parse(sampleOf({ eventKey: 'order', payload }))).toEqual({
      id: '',
      count: 0,
      kind: 'x',
      lines: [],
      order: { first: { sku: '' }, labels: {}, paid: false },
    });
  });

  it('carries the key even where the schema does not have it, or every object seems to', () => {
    expect(JSON.parse(sampleOf({ eventKey: 'order', payload: {} }))).toEqual({ order: {} });
    expect(sampleOf({ eventKey: 'constructor', payload: {} })).toContain('"constructor": {}');
  });

  it('has a value other than null behind the key, since null counts as absent', () => {
    const payload = object({ order: { type: ['null', 'string'] } });

    expect(JSON.parse(sampleOf({ eventKey: 'order', payload }))).toEqual({ order: '' });
  });

  it('ends where a schema requires itself', () => {
    const node: Record<string, unknown> = { 'x-parser-schema-id': 'Node' };
    Object.assign(node, object({ next: node }, ['next']));

    expect(JSON.parse(sampleOf({ eventKey: 'node', payload: object({ node }) }))).toEqual({
      node: { next: {} },
    });
  });
});

function sampleOf(message: Partial<MessageOnChannel>, bundled?: string): string {
  const [event] = buildModel(specDocument({ address: '/orders', ...message })).events;
  if (event === undefined) throw new Error('The document has no event.');
  return renderSample(event, bundled);
}

function object(properties: Readonly<Record<string, unknown>>, required: readonly string[] = []): object {
  return { type: 'object', properties, required };
}
