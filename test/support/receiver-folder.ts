import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generate, type GenerateOptions } from '../../src/generate.js';
import type { RunResult } from '../../src/plan-generation.js';
import type { SpecText } from '../../src/spec/document.js';
import { temporaryFolder } from '../project/temporary-folder.js';

/** A folder that is not there yet. */
export async function newFolder(): Promise<string> {
  return join(await temporaryFolder(), 'my-receiver');
}

/** A receiver of two events, as its first run left it. */
export async function newReceiver(options: Partial<GenerateOptions> = {}): Promise<string> {
  const directory = await newFolder();
  const key = JSON.stringify(options);
  const known = generated.get(key);
  if (known === undefined) {
    await generate({ directory, target: 'fastify', events: ['MESSAGE_INBOUND', 'OPT_IN'], ...options });
    generated.set(key, await readFolder(directory));
  } else {
    await writeFolder(directory, known);
  }
  return directory;
}

// Nothing in a receiver says where it lies, so it is generated once for all tests of a file.
const generated = new Map<string, ReadonlyMap<string, Buffer>>();

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const contents = paths.map(async (path) => [path.slice(folder.length), await readFile(path)] as const);
  return new Map(await Promise.all(contents));
}

async function writeFolder(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A document as standard input would bring it, with an event for each name: `thing-made: { size: string }`. */
export function documentOf(events: Readonly<Record<string, Readonly<Record<string, string>>>>): SpecText {
  const channels = Object.entries(events).map(([name, properties]) => {
    const typed = Object.entries(properties).map(([key, type]) => [key, { type }]);
    const payload = { type: 'object', properties: Object.fromEntries(typed) };
    return [`/made/${name}`, { publish: { message: { payload } } }];
  });
  const info = { title: 'Made', version: '1' };
  const text = JSON.stringify({ asyncapi: '2.6.0', info, channels: Object.fromEntries(channels) });
  return { source: { kind: 'stdin' }, name: 'standard input', text };
}

/** What a run did, of the files it changed or that need their owner. */
export function doneBy({ files }: RunResult): string[] {
  return files.filter(({ action }) => action !== 'keep').map(({ action, path }) => `${action} ${path}`);
}
