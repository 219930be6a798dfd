import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ErrorObject } from 'ajv';
import type { ReceiverModel } from '../../src/model/receiver-model.js';
import { renderReceiver } from '../../src/render/render.js';
import { targets } from '../../src/render/targets/index.js';
import type { Problem, Validator } from '../../src/runtime/problems.js';
import type { Route } from '../../src/runtime/recognition.js';

/** Generates a receiver's validators into a folder of the given name below `.tmp`, and imports them. */
export async function importValidators(
  model: ReceiverModel,
  name: string,
): Promise<Readonly<Record<string, Validator>>> {
  return (await importGenerated(model, name)).validators;
}

/** The same, with the routes of its events. */
export async function importGenerated(
  model: ReceiverModel,
  name: string,
): Promise<{ validators: Readonly<Record<string, Validator>>; routes: readonly Route[] }> {
  const folder = fileURLToPath(new URL(`../../.tmp/${name}/`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  const files = await renderReceiver(model, targets.lambda);
  for (const { path, content } of files.filter(({ path }) => path.startsWith('src/'))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const load = async (file: string): Promise<unknown> =>
    import(/* @vite-ignore */ pathToFileURL(join(folder, 'src/generated', file)).href);
  const { validators } = (await load('validators.ts')) as { validators: Record<string, Validator> };
  const { routes } = (await load('routes.ts')) as { routes: readonly Route[] };
  return { validators, routes };
}

/**
 * What only one of a validator and Ajv says of a value: whether it is valid, and the places where it is not. At and
 * below a place where no alternative of a union fits, the two may name different places.
 */
export function disagreements(problems: readonly Problem[], errors: readonly ErrorObject[]): string[] {
  if (problems.length === 0 && errors.length === 0) return [];
  if (problems.length === 0) return ['only Ajv takes it for invalid'];
  if (errors.length === 0) return ['only Ajv takes it for valid'];

  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf').map(pointerOf);
  const isOutside = (place: string) => !unions.some((union) => `${place}/`.startsWith(`${union}/`));
  const ours = new Set(problems.map(({ path }) => pointerOfPath(path)).filter(isOutside));
  const theirs = new Set(errors.map(pointerOf).filter(isOutside));
  return [
    ...[...ours]
      .filter((place) => !theirs.has(place))
      .map((place) => `only Ajv has nothing against ${place}`),
    ...[...theirs]
      .filter((place) => !ours.has(place))
      .map((place) => `only Ajv has something against ${place}`),
  ];
}

/** A path such as `message.cards[0]["odd key"]` as a JSON pointer. */
function pointerOfPath(path: string): string {
  const steps = path.matchAll(/\.?([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g);
  return [...steps]
    .map(([, name, index, key]) => pointerStep(name ?? index ?? String(JSON.parse(key ?? '""'))))
    .join('');
}

function pointerOf({ keyword, instancePath, params }: ErrorObject): string {
  return keyword === 'required'
    ? `${instancePath}${pointerStep(String(params['missingProperty']))}`
    : instancePath;
}

function pointerStep(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
