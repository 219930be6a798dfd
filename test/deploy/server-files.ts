import { buildBundledModel } from '../../src/model/bundled.js';
import { renderReceiver } from '../../src/render/render.js';
import { targets } from '../../src/render/targets/index.js';

/** The files of a receiver that serves HTTP itself, by their paths. What deploys one is the same for each such target. */
export async function serverFiles(): Promise<ReadonlyMap<string, string>> {
  const files = await renderReceiver(await buildBundledModel(), targets.fastify);
  return new Map(files.map(({ path, content }) => [path, content]));
}

export function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`A receiver has no ${path}.`);
  return text;
}

/** Where the source of a compiled file is, such as `dist/server.js`. */
export function sourceOf(compiled: string): string {
  return compiled.replace(/^dist\/(.*)\.js$/, 'src/$1.ts');
}
