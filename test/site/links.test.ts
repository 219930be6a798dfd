import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatePages } from '../../site/generated-pages.js';
import { anchorsOf, linksOf } from '../../site/markdown.js';
import type { Page } from '../../site/page.js';
import { listWrittenPages, readWrittenPages, root } from '../../site/written-pages.js';

const repository = (await listWrittenPages()).map((path) => ({
  path,
  text: readFileSync(new URL(path, root), 'utf8'),
}));
const site = [...(await readWrittenPages()), ...(await generatePages())];

describe('links in the repository, as its files are read', () => {
  it.each(repository.map(({ path }) => path))('%s', (path) => {
    expect(
      deadLinks(pageAt(repository, path), repository, (file) => existsSync(new URL(file, root))),
    ).toEqual([]);
  });

  it('there are some, and anchors among them', () => {
    const targets = repository.flatMap(({ text }) => linksOf(text)).map(({ target }) => target);

    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => target.includes('#')).length).toBeGreaterThan(3);
  });
});

describe('links of the site', () => {
  // Pictures lie beside the pages as they do in docs.
  const isPicture = (file: string) => /\.(png|svg)$/.test(file) && existsSync(new URL(`docs/${file}`, root));

  it.each(site.map(({ path }) => path))('%s', (path) => {
    expect(deadLinks(pageAt(site, path), site, isPicture)).toEqual([]);
  });
});

it.each([
  ['a file that is not there', '[x](gone.md)', 'gone.md'],
  ['an anchor that is not there', '[x](#gone)', '#gone'],
  ['an anchor that is not on the other page', '[x](other.md#gone)', 'other.md#gone'],
  ['a URL that is none', '[x](https://)', 'https://'],
  ['a URL without encryption', '[x](http://example.com)', 'http://example.com'],
])('%s is dead', (_what, text, target) => {
  const page = {
    path: 'page.md',
    text: `# Page\n\n${text} and [y](other.md#other-page) and \`[z](code)\`\n`,
  };
  const pages = [page, { path: 'other.md', text: '# Other page\n' }];

  expect(deadLinks(page, pages, () => false)).toEqual([`page.md:3 ${target}`]);
});

/** Links that lead nowhere. Those to other sites are read, not followed. */
function deadLinks(page: Page, pages: readonly Page[], isFile: (path: string) => boolean): string[] {
  return linksOf(page.text)
    .filter(({ target }) => !leadsSomewhere(target))
    .map(({ target, line }) => `${page.path}:${line} ${target}`);

  function leadsSomewhere(target: string): boolean {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return URL.canParse(target) && target.startsWith('https:');
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page.path : posix.join(posix.dirname(page.path), path);
    const linked = pages.find((candidate) => candidate.path === file);
    if (linked === undefined) return anchor === undefined && isFile(file);
    return anchor === undefined || anchorsOf(linked.text).has(anchor);
  }
}

function pageAt(pages: readonly Page[], path: string): Page {
  const page = pages.find((candidate) => candidate.path === path);
  if (page === undefined) throw new Error(`There is no page ${path}.`);
  return page;
}
