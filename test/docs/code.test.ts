import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isRecord } from '../../src/spec/json.js';
import { readScenario } from '../../src/sandbox/scenario.js';
import { settingsOf } from '../../src/render/settings.js';
import { type TargetName, targets } from '../../src/render/targets/index.js';
import { validateDocument } from '../../src/validate-document.js';
import { generateReceiver } from '../e2e/generate-receiver.js';
import { tsc } from '../e2e/tsc.js';
import { type Block, documentedBlocks } from './support/documented.js';

/* Every block that is no command: compiled in a receiver, or read as what it is. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const blocks = await documentedBlocks();

/** What is done with a block, by the language behind its backticks. */
const checks: Readonly<Record<string, (code: string) => unknown>> = {
  json: (code) => JSON.parse(code) as unknown,
  yaml: checkYaml,
  env: checkEnvironment,
  // A listing of files.
  '': checkListing,
};

/** Pages whose own test runs their code and compares what it prints with the blocks of `text`. */
const printing: Readonly<Record<string, string>> = { 'docs/api.md': 'test/package/api.test.ts' };

// In commands.test.ts.
const run = ['sh', 'bash'];
const compiled = ['ts', 'js'];

it('every block is of a language that is checked', () => {
  const known = [...run, ...compiled, ...Object.keys(checks)];
  expect(blocks.length).toBeGreaterThan(60);
  const unknown = blocks.filter(
    ({ language, page }) => !known.includes(language) && !(language === 'text' && page in printing),
  );
  expect(unknown.map(({ place }) => place)).toEqual([]);
});

const read = blocks.filter(({ language }) => language in checks);

it.each(read.map((block) => [block.place, block] as const))('%s is read', async (_place, block) => {
  await checks[block.language]?.(block.code);
});

describe('code', () => {
  const folder = generateReceiver('documented-code', 'fastify');
  afterAll(async () => rm(await folder, { recursive: true }));

  it('compiles in a receiver, all of it', async () => {
    const code = blocks.filter(({ language }) => compiled.includes(language));

    expect(code.length).toBeGreaterThan(2);
    expect(await compile(await folder, code)).toBe('');
  });

  it('does not if a type is wrong, a name is or an event has no such field', async () => {
    const lines = [
      "import type { Handler } from '../generated/handlers.js';",
      "export const wrong: Handler<'MESSAGE_INBOUND'> = async (event, context) => {",
      "  context.log.info('message', { text: event.message.contact_mesage });",
      '  const attempt: string = context.attempt;',
      '};',
    ];
    const errors = await compile(await folder, [{ ...blankBlock, language: 'ts', code: lines.join('\n') }]);

    expect(errors).toContain("'contact_mesage' does not exist");
    expect(errors).toContain("Type 'number' is not assignable to type 'string'");
  });
});

describe('a block that is wrong is no', () => {
  it.each([
    ['json', '{ "a": 1, }'],
    ['yaml', 'a: [1'],
    ['yaml', 'asyncapi: 3.0.0\ninfo: { title: Orders }\n'],
    ['yaml', 'steps:\n  - wirtes: Hello\n'],
    ['env', 'SINCH_WEBHOOK_SERCET=try-it'],
    ['', 'my-receiver/\n  src/handlers/   yours\n  src/handler/   not there\n'],
    ['', 'Just text.'],
  ])('%s: %j', async (language, code) => {
    await expect((async () => checks[language]?.(code))()).rejects.toThrow();
  });
});

const blankBlock: Block = { language: '', code: '', line: 1, page: 'wrong.md', place: 'wrong.md:1' };

/** Compiles blocks as handlers of a receiver, in one run; errors name their places. */
async function compile(folder: string, code: readonly Block[]): Promise<string> {
  // As deep as a handler, from where pages import.
  const files = code.map(({ language, place, code: text }) => {
    const name = `${place.replaceAll(/[^\w]+/g, '-')}.${language}`;
    return { path: join(folder, 'src/handlers', `documented-${name}`), text };
  });
  await Promise.all(files.map(({ path, text }) => writeFile(path, text)));
  const config = join(folder, 'tsconfig.documented.json');
  await writeFile(
    config,
    JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: {
        allowJs: true,
        checkJs: true,
        moduleDetection: 'force',
        // Names that a page leaves to its reader are used in the reader's code.
        noUnusedLocals: false,
        paths: { 'sinch-webhooks': [join(root, 'src/index.ts')] },
      },
      include: ['src'],
    }),
  );
  const found = await tsc(config);
  // JavaScript does not say of which type its parameters are.
  const errors = found.replace(/^.*\.js\(.*: error TS7006: .*\n/gm, '');
  await Promise.all(files.map(({ path }) => rm(path)));
  return errors;
}

async function checkYaml(code: string): Promise<void> {
  const documents = parseAllDocuments(code);
  for (const document of documents) {
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) throw new Error(problems.join('\n'));
    const value: unknown = document.toJS();
    if (!isRecord(value)) continue;
    if ('steps' in value) readScenario(value);
    if ('asyncapi' in value) await checkDocument(code);
  }
}

async function checkDocument(text: string): Promise<void> {
  const stdin = Readable.from([Buffer.from(text)]);
  const { findings } = await validateDocument({ kind: 'stdin' }, { stdin });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
}

function checkEnvironment(code: string): void {
  const known = Object.values(targets).flatMap((target) => settingsOf(target).map(({ name }) => name));
  const unknown = Object.keys(parseEnv(code)).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No receiver knows ${unknown.join(', ')}.`);
}

/** A folder's name, then a line for each of its files: a path or more, a gap, and words. */
async function checkListing(code: string): Promise<void> {
  const [first = '', ...lines] = code.split('\n');
  if (!first.endsWith('/'))
    throw new Error('No listing of files, which would begin with the name of a folder.');
  const [server, lambda] = await Promise.all([filesOf('express'), filesOf('lambda')]);
  for (const line of lines) {
    const names = line.replace(/ \(.*/, '').replace(/^( {2}.*?) {3,}.*$/, '$1');
    for (const name of names.split(/[ |]+/).filter((word) => /[./]/.test(word))) {
      const path = name.replace(/\/$/, '').replaceAll('.', '\\.').replace('<event>', '[a-z-]+');
      if (![...server, ...lambda].some((file) => new RegExp(`^${path}$`).test(file)))
        throw new Error(`No receiver has ${name}.`);
    }
  }
}

const listings = new Map<TargetName, Promise<readonly string[]>>();

function filesOf(target: TargetName): Promise<readonly string[]> {
  const known = listings.get(target) ?? list();
  listings.set(target, known);
  return known;

  async function list(): Promise<readonly string[]> {
    const folder = await generateReceiver(`documented-${target}`, target);
    return readdir(folder, { recursive: true });
  }
}
