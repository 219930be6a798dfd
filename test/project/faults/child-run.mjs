// A run in a process of its own, which can be stopped or held at any of its file operations. It is told what to do in
// its one argument, and says how it ended in one line of JSON. What it imports is compiled by `build-source.ts`.
import { register } from 'node:module';
import * as node from 'node:fs';
import { createInterface } from 'node:readline';

const { command, options, rendered, kill, hold, isPaced } = JSON.parse(process.argv[2]);

// The parser and Modelina take seconds to load, and what is rendered is the same each time.
register('./rendered-document-hooks.mjs', import.meta.url, { data: { rendered } });
const [{ generate }, { undo }, { nodeFileSystem }] = await Promise.all([
  import('../../../.compiled/generate.js'),
  import('../../../.compiled/undo.js'),
  import('../../../.compiled/project/file-system.js'),
]);

let count = -1;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const fileSystem = Object.fromEntries(Object.keys(nodeFileSystem).map((name) => [name, operation(name)]));

if (isPaced) await waitFor('ready');
try {
  const run = command === 'undo' ? undo : generate;
  await run({ ...options, fileSystem });
  print({ code: 'DONE', operations: count + 1 });
} catch (error) {
  print({ code: error.code ?? 'BUG', message: String(error.stack) });
}
process.exit();

function operation(name) {
  return async (...parameters) => {
    count += 1;
    const index = count;
    if (index === hold) await waitFor('holding');
    if (index !== kill?.index) return nodeFileSystem[name](...parameters);
    if (kill.when === 'during') tear(name, parameters);
    if (kill.when === 'after') await nodeFileSystem[name](...parameters).catch(() => {});
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
}

function tear(name, [first, second, third]) {
  const content = name === 'copyFile' ? node.readFileSync(first) : Buffer.from(second ?? '');
  const half = content.subarray(0, content.length / 2);
  if (name === 'copyFile') node.writeFileSync(second, half);
  if (name === 'writeFile') node.writeFileSync(first, half, third);
}

async function waitFor(state) {
  print({ state });
  await lines.next();
}

function print(value) {
  node.writeSync(1, `${JSON.stringify(value)}\n`);
}
