import { describe, expect, it } from 'vitest';
// @ts-expect-error What releases is JavaScript.
import * as release from '../../scripts/check-release.js';

interface Release {
  readonly tag?: string | undefined;
  readonly about: { readonly version: string; readonly repository?: string | { readonly url: string } };
  readonly changelog: string;
  readonly changesets: readonly string[];
  readonly repository?: string | undefined;
}

const findProblems: (given: Release) => readonly string[] = release.findProblems;

const good: Release = {
  tag: 'v0.2.0',
  about: { version: '0.2.0', repository: { url: 'git+https://github.com/an-owner/a-name.git' } },
  changelog: '# Changelog\n\n## 0.2.0\n\nA line.\n\n## 0.1.0\n\nThe first.\n',
  changesets: [],
  repository: 'An-Owner/a-name',
};

describe('a release', () => {
  it.each<[name: string, Partial<Release>]>([
    ['as it should be', {}],
    ['before it has a tag', { tag: undefined, repository: undefined }],
    [
      'whose repository is named in short',
      { about: { version: '0.2.0', repository: 'github:an-owner/a-name' } },
    ],
  ])('%s goes out', (_name, changes) => {
    expect(findProblems({ ...good, ...changes })).toEqual([]);
  });

  it.each<[name: string, Partial<Release>, says: RegExp]>([
    ['with the tag of another version', { tag: 'v0.3.0' }, /the tag should be v0\.2\.0/],
    ['with changesets', { changesets: ['left.md'] }, /Not in the changelog yet: left\.md/],
    [
      'without a text',
      { changelog: '# Changelog\n\n## 0.2.0\n\n## 0.1.0\n\nThe first.\n' },
      /does not begin/,
    ],
    [
      'with an unreleased text above its own',
      { changelog: `# Changelog\n\n## Unreleased\n\nMore.\n` },
      /does not begin/,
    ],
    ['without a repository', { about: { version: '0.2.0' } }, /names no repository/],
    ['from another repository', { repository: 'somebody/a-fork' }, /and this one is somebody\/a-fork/],
  ])('%s is stopped', (_name, changes, says) => {
    expect(findProblems({ ...good, ...changes })).toEqual([expect.stringMatching(says)]);
  });
});
