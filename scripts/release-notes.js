// Prints what the changelog says of the version in package.json: the text of its release.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const isProgram = import.meta.url === pathToFileURL(process.argv[1]).href;
if (isProgram) {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  const notes = notesOf(await readFile('CHANGELOG.md', 'utf8'), version);
  if (notes === undefined) throw new Error(`CHANGELOG.md does not begin with "## ${version}"`);
  process.stdout.write(notes);
}

/** The text below the newest heading of a changelog; `undefined` where that is not of this version, or says nothing. */
export function notesOf(changelog, version) {
  const [, newest = ''] = changelog.split(/^## /m);
  const [heading = '', ...lines] = newest.split('\n');
  const text = lines.join('\n').trim();
  return heading.trim() === version && text !== '' ? `${text}\n` : undefined;
}
