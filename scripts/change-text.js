import { readFile } from 'node:fs/promises';

/**
 * For esbuild: puts something in the place of something in files of libraries, which are named by the ends of their
 * paths. Where a library no longer has what is to be replaced, or has it twice, the build fails.
 */
export function changeText({ onLoad }, changes) {
  for (const [end, replacements] of Object.entries(changes)) {
    // Windows has its own slashes.
    const pattern = `/${end.replaceAll('.', '\\.')}$`.replaceAll('/', '[\\\\/]');
    onLoad({ filter: new RegExp(pattern) }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: replacements.reduce((changed, pair) => replaceOne(changed, pair, end), text) };
    });
  }
}

function replaceOne(text, [before, after], name) {
  if (text.split(before).length !== 2) throw new Error(`${name} no longer has one ${before}`);
  return text.replace(before, () => after);
}
