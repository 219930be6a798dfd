import { describe, expect, it } from 'vitest';
import { gitignoreText, isSafePath, isToolPath, withSlashes } from '../../src/project/layout.js';

it('ignores the same names as ever, so that no run rewrites the list', () => {
  expect(gitignoreText).toBe('/backup/\n/journal.json\n/lock*\n/staging/\n/undo/\n/undo.next/\n');
});

describe('a path that a run may write', () => {
  it.each([
    'package.json',
    'src/handlers/opt-in.ts',
    '.github/workflows/sinch-webhooks.yml',
    '.gitignore',
    'test/samples/OPT_IN.json',
    '.sinch-webhooks/backup/src/generated/types.ts.0a1b2c3d',
  ])('%s', (path) => {
    expect(isSafePath(path)).toBe(true);
  });
});

describe('a path that no run touches', () => {
  it.each([
    '',
    '.',
    '..',
    '...',
    '../x',
    'a/../../x',
    './x',
    '/etc/passwd',
    'a//b',
    'a/',
    'C:/x',
    'C:\\x',
    '\\\\host\\x',
    'a\\..\\..\\x',
    'a\u0000b',
    'a b',
    'a\nb',
    '~/x',
    'é',
    'a:stream',
    '.git/config',
    '.GIT/config',
    '.git./config',
    'a/.git/hooks/pre-commit',
  ])('%j', (path) => {
    expect(isSafePath(path)).toBe(false);
  });
});

it('is written with slashes on every system', () => {
  expect(withSlashes('..\\specs\\sinch.yaml', '\\')).toBe('../specs/sinch.yaml');
  expect(withSlashes('../specs/sinch.yaml', '/')).toBe('../specs/sinch.yaml');
});

it('is the tool’s own below its folder alone', () => {
  expect(['.sinch-webhooks/lock', '.sinch-webhooks-mine/a', 'src/a.ts'].map(isToolPath)).toEqual([
    true,
    false,
    false,
  ]);
});
