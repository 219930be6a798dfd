// The second half of `npm run release:version`: `changeset version` sorts changesets under headings by kind, and a version is
// one text here.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const isProgram = import.meta.url === pathToFileURL(process.argv[1]).href;
if (isProgram) await writeFile('CHANGELOG.md', foldChangelog(await readFile('CHANGELOG.md', 'utf8')));

/** The changelog with its newest version in paragraphs alone. */
export function foldChangelog(text) {
  const [title, newest, ...rest] = text.split(/^(?=## )/m);
  if (newest === undefined) return text;
  const folded = newest.replaceAll(/^### (?:Major|Minor|Patch) Changes\n+/gm, '').trimEnd();
  const sections = [folded, ...rest.map((section) => section.trimEnd())];
  return `${title}${sections.join('\n\n')}\n`;
}
