import { readFileSync } from 'node:fs';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { generate } from '../src/generate.js';
import { planGeneration } from '../src/plan-generation.js';
import { runCli } from './cli/run-cli.js';
import { callOperation, mapOperations } from './project/faults/quick-file-system.js';
import { newReceiver } from './support/receiver-folder.js';

describe('a run with nothing to do', () => {
  it('does not look into the document', async () => {
    const directory = await newReceiver();
    forbidRendering();

    const { events, files, changes } = await generate({ directory });

    expect(events.map(({ trigger }) => trigger)).toEqual(['MESSAGE_INBOUND', 'OPT_IN']);
    expect([files, changes]).toEqual([[], []]);
  });

  it('does not even where the user has edited what is theirs', async () => {
    const directory = await newReceiver();
    await appendFile(join(directory, 'src/handlers/opt-in.ts'), '// mine\n');
    await rm(join(directory, 'README.md'));
    forbidRendering();

    expect((await planGeneration({ directory })).changes).toEqual([]);
  });

  it.each([
    ['check', []],
    ['check', ['--json']],
    ['generate', []],
    ['generate', ['--json']],
    ['generate', ['--dry-run', '--json']],
  ])('does not parse the one that was kept, either: %s %j', async (command, flags) => {
    const directory = await newReceiver();
    await writeFile(join(directory, '.sinch-webhooks/document.yaml'), '{ damaged');
    forbidRendering();
    vi.doMock('../src/spec/parse.js', () => {
      throw new Error('The document was parsed.');
    });
    onTestFinished(() => void vi.doUnmock('../src/spec/parse.js'));

    const { exitCode, stdout } = await runCli([command, directory, ...flags]);

    expect(exitCode).toBe(0);
    if (flags.includes('--json')) expect(JSON.parse(stdout)).toMatchObject({ events: eventsOfReceiver });
  });

  it.each(['src/generated/types.ts', 'src/handlers/opt-in.ts'])('looks into it without %s', async (path) => {
    const directory = await newReceiver();
    await rm(join(directory, path));
    forbidRendering();

    await expect(planGeneration({ directory })).rejects.toThrow();
  });
});

it('a run that has something to do reads no file of the receiver twice', async () => {
  const directory = await newReceiver();
  await rm(join(directory, 'src/generated/types.ts'));
  const read: string[] = [];
  const fileSystem = mapOperations((name) => (...parameters) => {
    if (name === 'readFile') read.push(relative(directory, String(parameters[0])).replaceAll(sep, '/'));
    return callOperation(name, parameters);
  });

  await planGeneration({ directory, fileSystem });

  // The tool's own are looked into before it is known what there is to do.
  const files = read.filter((path) => !/^\.sinch-webhooks\/[^/]+$/.test(path));
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((path, index) => files.indexOf(path) !== index)).toEqual([]);
});

// A parser of AsyncAPI alone takes a second to load.
it.each(['generate.ts', 'check.ts', 'cli/main.ts', 'cli/commands/generate.ts', 'cli/commands/check.ts'])(
  'src/%s loads no library that takes long before it has to',
  (root) => {
    const loaded = loadedBy(fileURLToPath(new URL(`../src/${root}`, import.meta.url)));

    expect(loaded.size).toBeGreaterThan(5);
    expect([...loaded].filter((name) => name.endsWith('/spec/parse.ts'))).toEqual([]);
    expect(
      [...loaded].filter((name) => /^(@asyncapi\/|handlebars|prettier|yaml|ipaddr|node:https?$)/.test(name)),
    ).toEqual([]);
  },
);

const eventsOfReceiver = [
  { trigger: 'MESSAGE_INBOUND', handler: 'src/handlers/message-inbound.ts', eventKey: 'message' },
  { trigger: 'OPT_IN', handler: 'src/handlers/opt-in.ts', eventKey: 'opt_in_notification' },
];

function forbidRendering(): void {
  vi.doMock('../src/plan-changes.js', () => {
    throw new Error('The document was looked into.');
  });
  onTestFinished(() => void vi.doUnmock('../src/plan-changes.js'));
}

/** The files and packages that are loaded with a file: imports of types are erased, and calls come later. */
function loadedBy(path: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  const specifiers = readFileSync(path, 'utf8').matchAll(
    /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm,
  );
  for (const [, specifier = ''] of specifiers) {
    if (!specifier.startsWith('.')) loaded.add(specifier);
    else loadedBy(join(path, '..', specifier.replace(/\.js$/, '.ts')), loaded);
  }
  return loaded;
}
