// Whether what is tagged can be published: the release workflow asks before it builds, and `npm run release:check` before a
// tag is pushed. Prints what is in the way and exits 1, or nothing.
import { readdir, readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { notesOf } from './release-notes.js';

const isProgram = import.meta.url === pathToFileURL(process.argv[1]).href;
if (isProgram) {
  const files = await readdir('.changeset');
  const problems = findProblems({
    tag: process.argv[2],
    about: JSON.parse(await readFile('package.json', 'utf8')),
    changelog: await readFile('CHANGELOG.md', 'utf8'),
    changesets: files.filter((file) => file.endsWith('.md') && file !== 'README.md'),
    repository: process.env.GITHUB_REPOSITORY,
  });
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/**
 * What is in the way of a release, in sentences. `tag` is the one that was pushed, where there is one, and `repository`
 * where the workflow runs, as `<owner>/<name>`.
 */
export function findProblems({ tag, about, changelog, changesets, repository }) {
  const { version } = about;
  const url = typeof about.repository === 'string' ? about.repository : about.repository?.url;
  return [
    ...(tag === undefined || tag === `v${version}`
      ? []
      : [`The tag is ${tag}, and package.json has ${version}: the tag should be v${version}.`]),
    ...(changesets.length === 0
      ? []
      : [`Not in the changelog yet: ${changesets.join(', ')}. Run "npm run release:version".`]),
    ...(notesOf(changelog, version) === undefined
      ? [`CHANGELOG.md does not begin with "## ${version}". Run "npm run release:version".`]
      : []),
    ...(url === undefined
      ? ['package.json names no repository, by which npm proves where a package is from: set "repository".']
      : []),
    ...(url === undefined || repository === undefined || isRepository(url, repository)
      ? []
      : [`package.json names the repository ${url}, and this one is ${repository}.`]),
  ];
}

function isRepository(url, repository) {
  const found = /github(?:\.com[/:]|:)([^/]+\/[^/]+?)(?:\.git)?$/i.exec(url)?.[1] ?? url;
  return found.toLowerCase() === repository.toLowerCase();
}
