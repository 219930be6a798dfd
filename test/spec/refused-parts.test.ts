import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadSpec } from '../../src/spec/load.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { itNeeding } from '../support/describe-needing.js';
import { documentWith, failureIn, loadIn } from './part-documents.js';
import { failureOf } from './spec-text.js';

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

  it.each([
    ['a file', 'order.yaml', '.env'],
    ['a folder', 'schemas', '.git'],
  ])('is refused behind a link to what is hidden: %s', async (what, link, target) => {
    const reference = what === 'a file' ? link : `${link}/config`;
    const folder = await temporaryFolder({
      'main.yaml': documentWith(reference),
      '.env': 'hush: 1',
      '.git/config': 'hush: 1',
    });
    await symlink(target, join(folder, link));
    const failure = await failureIn(folder);

    expect(failure.message).toContain(`${reference} leads to a hidden file`);
    expect([failure.message, ...failure.details].join('\n')).not.toContain('hush');
  });

  it('is followed behind a link that stays within, and where the folder itself is behind one', async () => {
    const folder = await temporaryFolder({
      'docs/main.yaml': documentWith('linked.yaml'),
      'docs/schemas/order.yaml': '{ type: string }',
    });
    await symlink('schemas/order.yaml', join(folder, 'docs/linked.yaml'));
    await symlink('docs', join(folder, 'other'));

    const spec = await loadIn(join(folder, 'other'));
    expect(spec.parts).toHaveLength(1);
  });
});

describe('a reference to what is no file', () => {
  it('is refused: a folder', async () => {
    const folder = await temporaryFolder({ 'main.yaml': documentWith('order.yaml') });
    await mkdir(join(folder, 'order.yaml'));

    expect((await failureIn(folder)).message).toContain('order.yaml is not a file.');
  });

  itNeeding('posix', 'is refused and not waited for: a pipe', async () => {
    const folder = await temporaryFolder({ 'main.yaml': documentWith('order.yaml') });
    execFileSync('mkfifo', [join(folder, 'order.yaml')]);

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
