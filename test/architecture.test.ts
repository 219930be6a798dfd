import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { targets } from '../src/render/targets/index.js';

interface SourceFile {
  /** Below `src`, such as `render/engine.ts`. */
  readonly path: string;
  readonly text: string;
  /** What it imports: a path below `src`, or the name of a package. */
  readonly imports: readonly string[];
}

const files = readSources(fileURLToPath(new URL('../src/', import.meta.url)));

/** What each part may import of the others; the files at the top of `src` put the parts together. */
const layers: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  model: ['spec'],
  render: ['model', 'spec'],
  project: ['render', 'model', 'spec'],
  send: ['model', 'spec', 'runtime'],
  doctor: ['send', 'spec', 'runtime'],
  account: ['send', 'spec', 'runtime'],
  web: ['spec'],
  listen: ['web', 'send', 'model', 'spec', 'runtime'],
  verify: ['listen', 'web', 'account', 'send', 'spec', 'runtime'],
  sandbox: ['web', 'account', 'send', 'model', 'spec', 'runtime'],
  config: ['project', 'render', 'account', 'send', 'spec'],
  runtime: [],
  cli: [
    'config',
    'project',
    'render',
    'doctor',
    'sandbox',
    'verify',
    'listen',
    'web',
    'account',
    'send',
    'model',
    'spec',
  ],
};

/** What any part may import besides. */
const foundation = ['errors.ts', 'package-root.ts'];

it('there are files to look at, in every part', () => {
  expect([...new Set(files.map(partOf))].toSorted()).toEqual(['', ...Object.keys(layers)].toSorted());
  expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
});

describe('dependencies run cli → config, project, render, doctor, sandbox → verify → listen → web, account → send → model → spec → errors', () => {
  it.each(Object.entries(layers).filter(([part]) => part !== 'cli'))(
    '%s imports only %j',
    (part, allowed) => {
      const isAllowed = (path: string) =>
        (foundation.includes(path) && part !== 'runtime') ||
        [part, ...allowed].includes(path.split('/')[0] ?? '');

      expect(
        wrongImports(part, (path) => isOurs(path) && !isAllowed(path)),
        'Turn the dependency round: pass what is needed as a parameter, or move it to the lower part.',
      ).toEqual([]);
    },
  );

  it('nothing imports the command line but the shim in bin', () => {
    expect(
      files
        .filter((file) => partOf(file) !== 'cli')
        .flatMap(({ imports }) => imports.filter((path) => path.startsWith('cli/'))),
      'What a program can call belongs into src/generate.ts or a part below.',
    ).toEqual([]);
  });
});

it('no file leads back to itself, so that each can be read after those it needs', () => {
  const importsOfFile = new Map(files.map(({ path, imports }) => [path, imports.filter(isOurs)]));
  const circles: string[] = [];
  const walk = (path: string, way: readonly string[], done: Set<string>): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (way.includes(path) || done.has(path)) return;
    for (const next of importsOfFile.get(path) ?? []) walk(next, [...way, path], done);
    done.add(path);
  };
  const done = new Set<string>();
  for (const { path } of files) walk(path, [], done);

  expect(circles, 'Move what both need into a file of its own.').toEqual([]);
});

describe('each heavy library has one importer', () => {
  it.each([
    ['@asyncapi/parser', /^spec\//],
    ['@asyncapi/modelina', /^model\//],
    ['handlebars', /^render\//],
    ['handlebars/runtime.js', /^render\//],
    ['prettier/standalone', /^render\//],
    ['commander', /^cli\//],
    ['c12', /^config\//],
    ['ipaddr.js', /^spec\//],
    ['diff', /^project\//],
    ['libsql', /^runtime\//],
    ['express', /^runtime\//],
    ['fastify', /^runtime\//],
    ['pino', /^runtime\//],
    ['prom-client', /^runtime\//],
    ['@opentelemetry/api', /^runtime\//],
    ['@aws-sdk/client-dynamodb', /^runtime\//],
    ['@aws-sdk/client-secrets-manager', /^runtime\//],
    ['@aws-sdk/client-ssm', /^runtime\//],
  ])('%s', (library, place) => {
    const importers = files.filter(({ imports }) => imports.includes(library)).map(({ path }) => path);

    expect(importers, `Only one file may know ${library}; use what that file exports.`).toEqual([
      expect.stringMatching(place),
    ]);
  });

  it('prettier comes in the parts that are needed: the whole of it reads the disk for its plugins', () => {
    expect(files.filter(({ imports }) => imports.includes('prettier')).map(({ path }) => path)).toEqual([]);
  });
});

describe('the runtime, which is copied into every receiver', () => {
  it('imports node, its own files and the packages of the target an adapter is for', () => {
    const packagesOf = (path: string) =>
      Object.values(targets)
        .filter(({ adapter }) => adapter.includes(posix.basename(path)))
        .flatMap(({ dependencies }) => Object.keys(dependencies));

    const wrong = files
      .filter((file) => partOf(file) === 'runtime')
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => !target.startsWith('node:') && !/^runtime\/[^/]+$/.test(target))
          .filter((target) => !packagesOf(path).includes(target))
          .map((target) => `${path} imports ${target}`),
      );
    expect(
      wrong,
      'A receiver has nothing of this package but src/runtime, and no dependency besides.',
    ).toEqual([]);
  });

  it('is one flat folder, so that it can be copied without a change', () => {
    expect(files.map(({ path }) => path).filter((path) => /^runtime\/.*\//.test(path))).toEqual([]);
  });
});

describe('below the command line', () => {
  // A receiver's log and its server are its own; everything else returns what it has to say.
  const own = ['runtime/line-writer.ts', 'runtime/log.ts', 'runtime/serve.ts'];
  const quiet = files.filter((file) => partOf(file) !== 'cli' && !own.includes(file.path));

  it.each([
    ['prints', /\bconsole\.|process\.(stdout|stderr)|\bwriteSync\(/],
    ['ends the process', /process\.(exit|abort|exitCode)/],
    ['reads the environment', /process\.(env|argv)/],
  ])('nothing %s', (_what, pattern) => {
    expect(
      quiet.filter(({ text }) => pattern.test(text)).map(({ path }) => path),
      'Return it, throw it, or take it as a parameter: src/cli does the rest.',
    ).toEqual([]);
  });
});

it('one file connects to a network for a document, after it has checked the address', () => {
  const reaches = /\bfetch\(|^import (?!type\b).* from 'node:(?:https?|http2|net|tls|dns|dgram)(?:\/\w+)?'/m;
  const others = ['account', 'doctor', 'cli', 'listen', 'runtime', 'sandbox', 'send', 'verify', 'web'];

  expect(
    files.filter((file) => !others.includes(partOf(file)) && reaches.test(file.text)).map(({ path }) => path),
    'Use fetchUrl of src/spec/fetch-url.ts.',
  ).toEqual(['spec/connect.ts']);
});

it('nothing is exported by default, so that a thing has one name everywhere', () => {
  expect(
    files.filter(({ text }) => /^export default\b|\bas default\b/m.test(text)).map(({ path }) => path),
  ).toEqual([]);
});

it('an index.ts stands only where a part is entered by name', () => {
  const indexes = files.map(({ path }) => path).filter((path) => path.endsWith('index.ts'));

  expect(indexes, 'Import the file that has it.').toEqual([
    'index.ts',
    'render/recipes/index.ts',
    'render/targets/index.ts',
  ]);
});

function readSources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

function importsOf(path: string, text: string): string[] {
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, specifier]) => specifier ?? '',
  );
  return specifiers.map((specifier) =>
    specifier.startsWith('.')
      ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
      : specifier,
  );
}

/** The folder of `src` a file is in; empty for those at its top. */
function partOf({ path }: SourceFile): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

function isOurs(path: string): boolean {
  return files.some((file) => file.path === path);
}

function wrongImports(part: string, isWrong: (path: string) => boolean): string[] {
  return files
    .filter((file) => partOf(file) === part)
    .flatMap(({ path, imports }) => imports.filter(isWrong).map((target) => `${path} imports ${target}`));
}
