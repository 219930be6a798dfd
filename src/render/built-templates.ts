import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../package-root.js';

/** Where the build leaves what Handlebars makes of the templates, by their texts. */
export const builtTemplates = new URL('dist/templates.cjs', packageRoot);

/** What the build leaves there; `precompile` gives the JavaScript of one. */
export function renderBuiltTemplates(precompile: (template: string) => string): string {
  const entries = listTemplates().map((text) => `[${JSON.stringify(text)}, ${precompile(text)}]`);
  return `module.exports = new Map([\n${entries.join(',\n')}\n]);\n`;
}

/**
 * What the build has made of a template; `undefined` for any other text, so that whoever changes a template and does not
 * build sees the change all the same. Run from source, each is compiled.
 */
export function findBuiltTemplate(template: string): unknown {
  return isSource ? undefined : readBuiltTemplates().get(template);
}

/** All of them, as they were built; none where nothing was. */
export function readBuiltTemplates(): ReadonlyMap<string, unknown> {
  if (!existsSync(builtTemplates)) return new Map();
  return createRequire(import.meta.url)(fileURLToPath(builtTemplates)) as ReadonlyMap<string, unknown>;
}

const isSource = new URL(import.meta.url).pathname.endsWith('.ts');

/** The texts that have something to fill in. */
function listTemplates(): string[] {
  const folder = fileURLToPath(new URL('templates/', packageRoot));
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    // What else there is of recipes is copied as it is.
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'));
  const texts = entries.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  return [...new Set(texts)].filter((text) => text.includes('{{')).toSorted();
}
