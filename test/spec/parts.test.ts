import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { SpecMessage } from '../../src/spec/document.js';
import { loadSpec } from '../../src/spec/load.js';
import { parseSpec } from '../../src/spec/parse.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { failureOf } from './spec-text.js';

/** A document whose one message has a payload that is written elsewhere. */
function documentWith(reference: string): string {
  return `asyncapi: 2.6.0
info: { title: Orders, version: '1' }
channels:
  /paid:
    publish:
      message: { payload: { $ref: '${reference}' } }
components:
  schemas:
    Money: { type: number }
`;
}

async function messageOf(files: Readonly<Record<string, string>>): Promise<SpecMessage | undefined> {
  const folder = await temporaryFolder(files);
  const spec = await loadSpec({ kind: 'file', location: join(folder, 'main.yaml') });
  return (await parseSpec(spec)).operations[0]?.messages[0];
}

async function failureIn(folder: string) {
  const failure = await failureOf(async () =>
    parseSpec(await loadSpec({ kind: 'file', location: join(folder, 'main.yaml') })),
  );
  return { ...failure, message: failure.message.replaceAll(`${folder}/`, '') };
}

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
    const schemas = Array.from({ length: 1_000 }, () => '*a').join(', ');
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

describe('a reference out of the folder of the document', () => {
  it.each([
    ['../secret.yaml', 'leads out of the folder of the document'],
    ['a/../../secret.yaml', 'leads out of the folder of the document'],
    ['/etc/passwd', 'names a place by its absolute path'],
    ['//host/share/a.yaml', 'names a place by its absolute path'],
    ['file:///etc/passwd', 'begins with "file:", and is not followed'],
    ['FILE:/etc/passwd', 'begins with "file:", and is not followed'],
    ['C:/secret.yaml', 'begins with "c:", and is not followed'],
    ['ftp://host/a.yaml', 'begins with "ftp:", and is not followed'],
    ['data:application/json,{}', 'begins with "data:", and is not followed'],
    ['\\\\host\\share\\a.yaml', 'has a backslash or a control character in it'],
    ['..\\secret.yaml', 'has a backslash or a control character in it'],
    ['%2e%2e/secret.yaml', 'hides a path behind percent signs'],
    ['.%2e/secret.yaml', 'hides a path behind percent signs'],
    ['a%2f..%2f..%2fsecret.yaml', 'hides a path behind percent signs'],
    ['a%00.yaml', 'hides a path behind percent signs'],
    ['a%zz.yaml', 'hides a path behind percent signs'],
    ['.git/config', 'leads to a hidden file'],
  ])('is refused: %s', async (reference, reason) => {
    const folder = await temporaryFolder({
      'docs/main.yaml': documentWith(reference),
      'secret.yaml': 'a: 1',
    });
    const failure = await failureIn(join(folder, 'docs'));

    expect(failure.code).toBe('SPEC_REFERENCE');
    expect(failure.message).toBe(`main.yaml:6:35 The reference "${reference}" ${reason}.`);
    expect(failure.help).not.toBe('');
    expect(failure.details.join('\n')).toContain('^');
  });

  it('is refused with a NUL in it', async () => {
    const text = documentWith('').replace(`''`, '"a\\0.yaml"');
    const failure = await failureIn(await temporaryFolder({ 'main.yaml': text }));

    expect(failure.message).toContain('The reference "a\\u0000.yaml" has a backslash or a control character');
  });

  it('is refused from a file below, which counts its steps from where it is', async () => {
    const folder = await temporaryFolder({
      'docs/main.yaml': documentWith('a/b.yaml'),
      'docs/a/b.yaml': '{ $ref: ../../secret.yaml }',
      'secret.yaml': 'a: 1',
    });

    expect(await failureIn(join(folder, 'docs'))).toMatchObject({
      code: 'SPEC_REFERENCE',
      message: 'a/b.yaml:1:9 The reference "../../secret.yaml" leads out of the folder of the document.',
    });
  });

  it.each([
    ['a file', 'order.yaml', '../../secret.yaml'],
    ['a folder', 'a', '../..'],
  ])('is refused behind a link: %s', async (_what, link, target) => {
    const reference = link === 'a' ? 'a/secret.yaml' : link;
    const folder = await temporaryFolder({
      'x/docs/main.yaml': documentWith(reference),
      'secret.yaml': 'hush: 1',
    });
    await symlink(target, join(folder, 'x/docs', link));
    const failure = await failureIn(join(folder, 'x/docs'));

    expect(failure.message).toContain(`${reference} leads out of the folder of the document.`);
    expect([failure.message, ...failure.details].join('\n')).not.toContain('hush');
  });

  it('is followed behind a link that stays within, and where the folder itself is behind one', async () => {
    const folder = await temporaryFolder({
      'docs/main.yaml': documentWith('linked.yaml'),
      'docs/schemas/order.yaml': '{ type: string }',
    });
    await symlink('schemas/order.yaml', join(folder, 'docs/linked.yaml'));
    await symlink('docs', join(folder, 'other'));

    const spec = await loadSpec({ kind: 'file', location: join(folder, 'other/main.yaml') });
    expect(spec.parts).toHaveLength(1);
  });
});

describe('a reference to what is no file', () => {
  it.each(['a folder', 'a pipe'])('is refused and not waited for: %s', async (what) => {
    const folder = await temporaryFolder({ 'main.yaml': documentWith('order.yaml') });
    if (what === 'a folder') await mkdir(join(folder, 'order.yaml'));
    else execFileSync('mkfifo', [join(folder, 'order.yaml')]);

    expect((await failureIn(folder)).message).toContain('order.yaml is not a file.');
  });

  it('is refused in a document from standard input, which has no folder', async () => {
    const stdin = Readable.from([Buffer.from(documentWith('order.yaml'))]);
    const failure = await failureOf(() => loadSpec({ kind: 'stdin' }, { stdin }));

    expect(failure.message).toBe(
      'standard input:6:35 The reference "order.yaml" leads to another file, and a document from standard input has no folder.',
    );
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

    const spec = await loadSpec({ kind: 'file', location: join(folder, 'main.yaml') });
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
