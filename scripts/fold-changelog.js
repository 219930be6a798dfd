// The second half of `npm run release:version`: `changeset version` sorts what it adds under headings by kind, and knows nothing
// of what was written under "Unreleased". Here both become the one text of the new version.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const isProgram = import.meta.url === pathToFileURL(process.argv[1]).href;
if (isProgram) await writeFile('CHANGELOG.md', foldChangelog(await readFile('CHANGELOG.md', 'utf8')));

/** The changelog with its newest version in paragraphs alone; as it is where the newest is not released. */
export function foldChangelog(text) {
  const [title, ...sections] = text.split(/^(?=## )/m);
  const [newest, next, ...rest] = sections;
  if (newest === undefined || isUnreleased(newest)) return text;
  const parts = [newest.replaceAll(/^### (?:Major|Minor|Patch) Changes\n+/gm, '')];
  if (next !== undefined && isUnreleased(next)) parts.push(next.replace(/^## .*\n+/, ''));
  else if (next !== undefined) rest.unshift(next);
  const folded = parts.map((part) => part.trim()).filter((part) => part !== '');
  return [title, `${folded.join('\n\n')}\n`, ...rest.map((section) => `\n${section.trimEnd()}\n`)].join('');
}

function isUnreleased(section) {
  return /^## Unreleased\s/.test(section);
}
