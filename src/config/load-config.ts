import { inspect } from 'node:util';
import { packageKey } from '../project/layout.js';
import { isRecord, type JsonRecord, valueOf } from '../spec/json.js';
import { configError } from './config-error.js';
import { type ConfigPlace, readText } from './find-config.js';

/** What stands in a file of settings, whatever that is. Throws a `UserError` with the line where it cannot be read. */
export async function loadConfig(place: ConfigPlace): Promise<JsonRecord> {
  const config = await read(place);
  if (isRecord(config)) return config;
  throw configError(
    `${describe(place)} is no object`,
    place.name.endsWith('json')
      ? 'Write { "target": "fastify" } and the like.'
      : "Write export default defineConfig({ … }), with defineConfig from 'sinch-webhooks'.",
  );
}

async function read(place: ConfigPlace): Promise<unknown> {
  if (place.file.endsWith('.json')) {
    const content = readJson(place);
    return place.isPackage ? valueOf(content, packageKey) : content;
  }
  // What compiles TypeScript takes long to load.
  const { loadModule } = await import('./load-module.js');
  try {
    return await loadModule(place.file);
  } catch (error) {
    const found = describeFailure(error, place);
    // Nothing of the file failed: what loads it looked for something in what is exported.
    if (found.line === undefined && error instanceof TypeError) return undefined;
    throw configError(found.message, mend);
  }
}

function readJson({ file, name }: ConfigPlace): unknown {
  const text = readText(file, name);
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // What stands around the place may be a secret, or of another file that a link leads to.
    const reason = message.replace(/ in JSON at position.*|, (?:\.{3})?".*/s, '');
    throw configError(`${name}:${lineOf(text, message)} is no JSON: ${reason}`, mend);
  }
}

function lineOf(text: string, message: string): number {
  const position = / at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
  // Of a token it is told what it is and not where: it is in the first line with which there is one.
  const lines = text.split('\n');
  let [before, within] = [0, lines.length];
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (hasWrongToken(lines.slice(0, middle).join('\n'))) within = middle;
    else before = middle;
  }
  return within;
}

function hasWrongToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return error instanceof Error && error.message.startsWith('Unexpected token');
  }
}

const mend = 'Mend it, or go on without it: --no-config.';

function describeFailure(
  error: unknown,
  { file, name }: ConfigPlace,
): { readonly message: string; readonly line: string | undefined } {
  const { message, stack } = error instanceof Error ? error : { message: inspect(error), stack: '' };
  const [text, path] = [`${message}\n${stack ?? ''}`, file].map((one) => one.replaceAll('\\', '/'));
  const places = (text ?? '').split(`${path}:`).slice(1);
  const line = places.map((place) => /^\d+/.exec(place)?.[0]).find((found) => found !== undefined);
  // The first line says it; behind it are the place once more, or who asked for a module that is not there.
  const [reason = ''] = message.replace(/^ParseError: /, '').split('\n');
  const at = line === undefined ? '' : `:${line}`;
  return { message: `${name}${at} cannot be read: ${reason.trim()}`, line };
}

function describe({ name, isPackage }: ConfigPlace): string {
  return isPackage ? `"${packageKey}" in ${name}` : `What ${name} exports`;
}
