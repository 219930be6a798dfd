import { readdir, readFile } from 'node:fs/promises';

export interface PublicFile {
  readonly type: string;
  readonly content: Buffer;
}

// Both `src/app` and `dist/app` lie two folders below it.
const folder = new URL('../../public/', import.meta.url);

/** The files of the page by their paths, read once: nothing else of the disk is ever served. */
export async function readPublicFiles(): Promise<ReadonlyMap<string, PublicFile>> {
  const names = (await readdir(folder)).filter((name) => typeOf(name) !== undefined);
  const files = await Promise.all(
    names.map(async (name) => {
      const file = { type: typeOf(name) ?? '', content: await readFile(new URL(name, folder)) };
      return [name === 'index.html' ? '/' : `/${name}`, file] as const;
    }),
  );
  return new Map(files);
}

function typeOf(name: string): string | undefined {
  return types[name.slice(name.lastIndexOf('.'))];
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
