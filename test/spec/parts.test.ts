import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { documentWith, failureIn, loadIn, messageOf } from './part-documents.js';

describe('a reference to another file', () => {
  it('is what stands there, by the name of the file', async () => {
    const message = await messageOf({
      'main.yaml': documentWith('./order-paid.json'),
      'order-paid.json': '{ "type": "object" }',
    });

    expect(message?.payload).toEqual({ type: 'object', 'x-parser-schema-id': 'order-paid' });
  });

  it('with a path is what stands at that path, by the last step of it', async () => {
    const message = await messageOf({
      'main.yaml': documentWith('schemas/all.yaml#/definitions/Order'),
      'schemas/all.yaml': 'definitions: { Order: { type: object }, Other: { type: string } }',
    });

    expect(message?.payload).toEqual({ type: 'object', 'x-parser-schema-id': 'Order' });
  });

  it('begins at the file that it stands in, and may lead back', async () => {
    const message = await messageOf({
      'main.yaml': documentWith('a/b/order.yaml'),
      'a/b/order.yaml': `properties:
  self: { $ref: '#' }
  unit: { $ref: '#/definitions/Unit' }
  line: { $ref: ../line.yaml }
  total: { $ref: '../../main.yaml#/components/schemas/Money' }
definitions: { Unit: { type: boolean } }`,
      'a/line.yaml': `{ properties: { order: { $ref: 'b/order.yaml#' } } }`,
    });

    const payload = Object(message?.payload);
    expect(payload.properties).toMatchObject({
      unit: { type: 'boolean', 'x-parser-schema-id': 'Unit' },
      total: { type: 'number', 'x-parser-schema-id': 'Money' },
    });
    expect(payload.properties.self).toBe(payload);
    expect(payload.properties.line.properties.order).toBe(payload);
  });

  it('gives a message the name it has there', async () => {
    const message = await messageOf({
      'main.yaml': documentWith('').replace(/message: .*/, `message: { $ref: 'messages.yaml#/orderPaid' }`),
      'messages.yaml': 'orderPaid: { payload: { type: object } }',
    });

    expect(message?.id).toBe('orderPaid');
  });

  it('is found through an extension, which is otherwise none of the structure', async () => {
    const message = await messageOf({
      'main.yaml': `${documentWith('#/x-schemas/Order')}x-schemas:
  Order: { properties: { line: { $ref: line.yaml } } }
  Unused: { $ref: not-there.yaml }`,
      'line.yaml': '{ type: object }',
    });

    expect(message?.payload).toHaveProperty('properties.line.type', 'object');
  });

  it('is not read where it is text of an example, or where nothing leads', async () => {
    const message = await messageOf({
      'main.yaml': `${documentWith('used.yaml#/Order')}    Shown: { type: object, example: { $ref: not-there.yaml } }`,
      'used.yaml': 'Order: { type: object }\nOther: { $ref: not-there.yaml }',
    });

    expect(message?.payload).toMatchObject({ type: 'object' });
  });

  it('may name the very document', async () => {
    const message = await messageOf({ 'main.yaml': documentWith('./main.yaml#/components/schemas/Money') });

    expect(message?.payload).toEqual({ type: 'number', 'x-parser-schema-id': 'Money' });
  });

  it.each(['#/', './'])('is not longer than a path can be: %s', async (start) => {
    const schemas = Array.from({ length: 500 }, () => '*a').join(', ');
    const reference = `${start}${'a/'.repeat(2_500)}`;
    const text = documentWith('#/components/schemas/S').concat(
      `    S: { allOf: [&a { $ref: '${reference}' }, ${schemas}] }\n`,
    );
    const failure = await failureIn(await temporaryFolder({ 'main.yaml': text }));

    expect(failure.code).toBe('SPEC_REFERENCE');
  });

  it('may name two files alike', async () => {
    const message = await messageOf({
      'main.yaml': documentWith('a/order.yaml'),
      'a/order.yaml': '{ properties: { other: { $ref: ../b/order.yaml } } }',
      'b/order.yaml': '{ type: string }',
    });

    expect(message?.payload).toHaveProperty('properties.other.type', 'string');
  });

  it('takes the place of no key that the document has', async () => {
    const message = await messageOf({
      'main.yaml': `${documentWith('order.yaml')}x-part-order: { type: number }\n`,
      'order.yaml': '{ type: string }',
    });

    expect(message?.payload).toMatchObject({ type: 'string' });
  });

  it('may have escapes in it, of a pointer and of a file', async () => {
    const message = await messageOf({
      'main.yaml': documentWith('my%20schemas.yaml#/a~1b%7Bc%7D'),
      'my schemas.yaml': 'a/b{c}: { type: string }',
    });

    expect(message?.payload).toMatchObject({ type: 'string' });
  });
});

describe('what is wrong in another file', () => {
  const failures: [string, Record<string, string>, string][] = [
    ['is a mistake of writing', { 'order.yaml': 'type: a: b\n' }, 'order.yaml:1:7 Nested mappings'],
    [
      'leads nowhere',
      { 'order.yaml': `a: 1\nallOf: [{ $ref: '#/no' }]\n` },
      'order.yaml:2:17 The reference "#/no" leads nowhere.',
    ],
    [
      'leads nowhere in a third',
      { 'order.yaml': `{ $ref: 'third.yaml#no' }`, 'third.yaml': 'a: 1' },
      'order.yaml:1:9 The reference "third.yaml#no" leads nowhere.',
    ],
    [
      'leads to another in a circle',
      { 'order.yaml': '{ $ref: third.yaml }', 'third.yaml': '{ $ref: order.yaml }' },
      'The reference "order.yaml" leads to other references in a circle',
    ],
    [
      'breaks a rule of AsyncAPI',
      { 'order.yaml': 'type: object\nproperties:\n  id: { type: strong }\n' },
      'order.yaml:3:15 "type" property must be equal to one of',
    ],
    [
      'is missing',
      {},
      'main.yaml:6:35 The reference "order.yaml" cannot be followed: there is no order.yaml.',
    ],
  ];

  it.each(failures)('is named with its line there: it %s', async (_what, files, message) => {
    const folder = await temporaryFolder({ 'main.yaml': documentWith('order.yaml'), ...files });
    const failure = await failureIn(folder);

    expect(failure.message).toContain(message);
    expect(failure.details.join('\n')).toContain('^');
  });
});

describe('many files', () => {
  it('are given up at their bound', async () => {
    const folder = await temporaryFolder();
    const all = Array.from({ length: 10_000 }, (_, index) => `p${index}: { $ref: 'parts/${index}.yaml' }`);
    await mkdir(join(folder, 'parts'));
    for (let index = 0; index < 210; index += 1) await writeFile(join(folder, `parts/${index}.yaml`), 'a: 1');
    const schema = `{ properties: { ${all.join(', ')} } }`;
    await writeFile(join(folder, 'main.yaml'), documentWith('').replace(`{ $ref: '' }`, schema));

    expect(await failureIn(folder)).toMatchObject({
      code: 'SPEC_TOO_LARGE',
      message: expect.stringContaining('The document refers to more than 200 files.'),
    });
  });

  it('in a long chain are read each once', async () => {
    const chain = Array.from({ length: 199 }, (_, index) => [
      `${index}.yaml`,
      `{ properties: { next: { $ref: ${index + 1}.yaml }, first: { $ref: 0.yaml } } }`,
    ]);
    const folder = await temporaryFolder({
      'main.yaml': documentWith('0.yaml'),
      ...Object.fromEntries(chain),
      '199.yaml': '{ type: string }',
    });

    const spec = await loadIn(folder);
    expect(spec.parts).toHaveLength(200);
  });

  it('are bounded together: bytes, values', async () => {
    const bomb = `a: &a [1,1,1,1,1,1,1,1,1,1]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
e: [*d,*d,*d,*d,*d,*d,*d,*d]`;
    const chain = (content: string) => ({
      'main.yaml': documentWith('1.yaml'),
      '1.yaml': `$ref: 2.yaml\n${content}`,
      '2.yaml': `$ref: 3.yaml\n${content}`,
      '3.yaml': content,
    });
    const values = await failureIn(await temporaryFolder(chain(bomb)));
    expect([values.code, values.message]).toEqual([
      'SPEC_TOO_MANY_ALIASES',
      expect.stringMatching(/^3.yaml:.* more than 250,000 values/),
    ]);

    const bytes = await failureIn(await temporaryFolder(chain(`x: ${'x'.repeat(4 * 1024 * 1024)}`)));
    expect([bytes.code, bytes.message]).toEqual([
      'SPEC_TOO_LARGE',
      '2.yaml:1:7 With what this reference leads to, the document is larger than 10 MiB.',
    ]);
  });
});
