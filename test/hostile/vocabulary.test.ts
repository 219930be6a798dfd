import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { keywordForms } from '../../src/spec/schema-keywords.js';
import { listPositions } from './positions.js';
import { document2 } from './vocabulary/document-2.js';
import { document3 } from './vocabulary/document-3.js';
import { schemaVocabulary } from './vocabulary/schema-vocabulary.js';

// The parser's own copy of the schemas that the AsyncAPI initiative publishes.
const require = createRequire(createRequire(import.meta.url).resolve('@asyncapi/parser'));

// One protocol's bindings stand for those of all: what is in them is read by nobody here.
const protocols = new Set(
  'amqp amqp1 mqtt mqtt5 kafka anypointmq nats jms sns sqs stomp redis ibmmq solace googlepubsub pulsar ros2'.split(
    ' ',
  ),
);
/** Extensions of the initiative itself, which are like any other. */
const extensions = new Set(['x-x', 'x-linkedin']);

describe('the documents that canaries fly over have', () => {
  it.each([
    { version: '2.6.0', document: document2 },
    { version: '3.0.0', document: document3 },
    // It has one protocol more.
    { version: '3.1.0', document: document3 },
  ])('every field of AsyncAPI $version', ({ version, document }) => {
    const fields = fieldsOf(require(`@asyncapi/specs/schemas/${version}.json`)).filter(
      (name) => !protocols.has(name) && !extensions.has(name),
    );

    expect(fields.length).toBeGreaterThan(70);
    expect(fields.filter((name) => !namesIn(document).has(name))).toEqual([]);
  });

  it('every keyword of JSON Schema draft 7, and every one that a validator knows', () => {
    const { definitions } = require('@asyncapi/specs/schemas/3.0.0.json') as SpecSchema;
    const draft7 = definitions['http://json-schema.org/draft-07/schema'] as { properties: object };
    const keywords = [...Object.keys(draft7.properties), ...Object.keys(keywordForms)];

    expect(keywords.length).toBeGreaterThan(60);
    expect(keywords.filter((name) => !namesIn(schemaVocabulary).has(name))).toEqual([]);
  });
});

interface SpecSchema {
  readonly definitions: Readonly<Record<string, unknown>>;
}

function fieldsOf({ definitions }: SpecSchema): string[] {
  const own = Object.entries(definitions).filter(
    ([id]) => !/bindings\/|json-schema\.org|openapi|avro/i.test(id),
  );
  return [...new Set(own.flatMap(([, definition]) => propertiesIn(definition)))];
}

function propertiesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'examples' || key === 'default') return [];
    return [...(key === 'properties' ? Object.keys(value as object) : []), ...propertiesIn(value)];
  });
}

function namesIn(document: unknown): ReadonlySet<unknown> {
  return new Set(listPositions(document).flatMap(({ path, of }) => (of === 'name' ? [path.at(-1)] : [])));
}
