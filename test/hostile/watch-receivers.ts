import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import workers from 'node:worker_threads';

/** What the code of some receivers did while it was loaded and used. */
export interface Watched {
  readonly loaded: number;
  readonly validated: number;
  /** What it touched that it has no business with. */
  readonly touched: readonly string[];
}

type Functions = Record<string, unknown>;

// A process of its own: `node --import tsx watch-receivers.ts <a list of folders, each of a receiver>`.
const read = fs.readFileSync;
const folders = JSON.parse(read(process.argv[2] ?? '', 'utf8')) as readonly string[];
const touched: string[] = [];
let loaded = 0;
let validated = 0;

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const before = prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).join());
const globals = new Set(Object.getOwnPropertyNames(globalThis));
watch();
for (const folder of folders) await use(folder);

const watched: Watched = { loaded, validated, touched };
process.stdout.write(JSON.stringify(watched));

async function use(folder: string): Promise<void> {
  const note = (what: string) => touched.push(`${folder}: ${what}`);
  try {
    const load = async (path: string) =>
      (await import(pathToFileURL(join(folder, 'src', path)).href)) as Record<string, unknown>;
    const { routes } = await load('generated/routes.ts');
    const { validators } = await load('generated/validators.ts');
    const { handlers } = await load('generated/handlers.ts');
    await load('generated/types.ts');
    loaded += 4;
    for (const { trigger } of routes as readonly { trigger: string }[]) {
      const validate = (validators as Record<string, (body: unknown) => unknown>)[trigger];
      const handle = (handlers as Record<string, (...all: unknown[]) => Promise<void>>)[trigger];
      const sample: unknown = JSON.parse(read(join(folder, `test/samples/${trigger}.json`), 'utf8'));
      for (const body of bodiesLike(sample)) {
        if (!Array.isArray(validate?.(body))) note(`${trigger} has no validator`);
        validated += 1;
      }
      await handle?.(sample, { log: { info: () => {} }, deliveryId: 'one' });
    }
  } catch (error) {
    note(`failed: ${String(error)}`);
  }
  prototypes.forEach((prototype, index) => {
    if (Object.getOwnPropertyNames(prototype).join() !== before[index]) note('a prototype has changed');
  });
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (globals.has(name)) continue;
    globals.add(name);
    note(`the global ${name} is new`);
  }
}

/** A body, and those in which one of its values is of another kind. */
function bodiesLike(value: unknown): unknown[] {
  const others = [null, 7, 'text', [], [['x']], { x: 1 }, true];
  if (typeof value !== 'object' || value === null) return [value, ...others];
  const entries = Object.entries(value);
  const inside = entries.flatMap(([name, item]) =>
    bodiesLike(item).map((other) => ({ ...value, [name]: other })),
  );
  return [value, ...others, ...inside];
}

/** Notes each call of what reaches out of the process; the loader, which reads the modules, has a thread of its own. */
function watch(): void {
  const modules: Readonly<Record<string, unknown>> = {
    child_process: childProcess,
    dgram,
    dns,
    fs,
    'fs/promises': fs.promises,
    net,
    worker_threads: workers,
  };
  for (const [module, functions] of Object.entries(modules)) watchAll(module, functions as Functions);
  watchAll('Socket', net.Socket.prototype as unknown as Functions, ['connect']);
  watchAll('process', process as unknown as Functions, [
    'exit',
    'kill',
    'abort',
    'chdir',
    'dlopen',
    'binding',
  ]);
  watchAll('globalThis', globalThis as unknown as Functions, ['eval', 'fetch']);
  syncBuiltinESMExports();
}

function watchAll(module: string, functions: Functions, names = Object.keys(functions)): void {
  for (const name of names) {
    const original = functions[name];
    if (typeof original !== 'function' || /^[A-Z_]/.test(name)) continue;
    functions[name] = function watched(this: unknown, ...parameters: unknown[]): unknown {
      touched.push(`${module}.${name}(${String(parameters[0]).slice(0, 100)})`);
      return Reflect.apply(original, this, parameters);
    };
  }
}
