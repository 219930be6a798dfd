import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { mapLinks, withoutComments } from './markdown.js';
import type { Page } from './page.js';

export const root = new URL('..', import.meta.url);

/** Pages of the site that stand elsewhere in the repository, and where the site has them. */
const elsewhere: Readonly<Record<string, string>> = {
  'README.md': 'readme.md',
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changelog.md',
  'RELEASING.md': 'releasing.md',
  'SECURITY.md': 'security-policy.md',
  '.changeset/README.md': 'changesets.md',
  'spec/README.md': 'bundled-document.md',
};

/** The pages that are written by hand, with links that lead to where the site has a page. */
export async function readWrittenPages(): Promise<Page[]> {
  const paths = await listWrittenPages();
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(new URL(path, root), 'utf8');
      return { path: placeOf(path), text: mapLinks(withoutComments(text), (link) => moveLink(path, link)) };
    }),
  );
}

/** Their files, below the root of the repository. */
export async function listWrittenPages(): Promise<string[]> {
  const docs = await readdir(new URL('docs/', root), { recursive: true });
  return [
    ...docs.filter((path) => path.endsWith('.md')).map((path) => `docs/${path.replaceAll('\\', '/')}`),
    ...Object.keys(elsewhere),
  ].toSorted();
}

/** Where the site has a file of the repository: what lies in `docs` lies there, too. */
function placeOf(path: string): string {
  return elsewhere[path] ?? path.replace(/^docs\//, '');
}

function moveLink(path: string, link: string): string {
  if (/^([a-z][a-z0-9+.-]*:|#)/i.test(link)) return link;
  const [file = '', anchor] = link.split('#');
  const target = placeOf(posix.join(posix.dirname(path), file));
  const moved = posix.relative(posix.dirname(placeOf(path)), target);
  return anchor === undefined ? moved : `${moved}#${anchor}`;
}
