import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { runCli } from './run-cli.js';

/** Ten lines of nine aliases each to the line before: 330 bytes that stand for a billion values. */
const aliasBomb = [...'abcdefghi']
  .map((name, index, names) => {
    const items = Array.from({ length: 9 }, () => (index === 0 ? '"x"' : `*${names[index - 1]}`));
    return `${name}: &${name} [${items.join(',')}]`;
  })
  .join('\n');

/** A document of 2.6 with these schemas, of which S0 is its payload. */
const ofSchemas = (
  count: number,
  schema: (index: number, refer: (to: number) => object) => object,
): string => {
  const refer = (to: number) => ({ $ref: `#/components/schemas/S${to % count}` });
  const schemas = Array.from({ length: count }, (_, index) => [`S${index}`, schema(index, refer)]);
  return JSON.stringify({
    asyncapi: '2.6.0',
    info: { title: 'T', version: '1' },
    channels: { '/a': { publish: { message: { payload: refer(0) } } } },
    components: { schemas: Object.fromEntries(schemas) },
  });
};

const circle = ofSchemas(10_000, (index, refer) => ({
  type: 'object',
  properties: { next: refer(index + 1) },
}));

const merged = ofSchemas(5, (_index, refer) => ({
  oneOf: [0, 1, 2, 3, 4].map((to) => ({ allOf: [refer(to), { properties: { x: { type: 'string' } } }] })),
}));

const unnamed = ofSchemas(29, (index, refer) =>
  index < 27
    ? { anyOf: [refer(index + 1), refer(index + 2)] }
    : { type: 'object', properties: { back: refer(0) } },
);

describe('a document without measure', () => {
  it.each([
    ['aliases of aliases', aliasBomb, 'SPEC_TOO_MANY_ALIASES'],
    ['a hundred thousand lists in lists', '['.repeat(100_000), 'SPEC_TOO_DEEP'],
    ['a hundred thousand maps in maps, as JSON', '{"a":'.repeat(100_000), 'SPEC_TOO_DEEP'],
    ['a hundred thousand block lists in lists', '- '.repeat(100_000), 'SPEC_TOO_DEEP'],
    ['a million values', `a: [${'1,'.repeat(1_000_000)}]`, 'SPEC_TOO_MANY_NODES'],
    ['ten thousand schemas in a circle', circle, 'SPEC_TOO_DEEP'],
    ['five schemas that are each merged from all', merged, 'SPEC_TOO_MANY_NODES'],
    ['choices between choices, written out', unnamed, 'SPEC_TOO_MANY_NODES'],
  ])('of %s is refused by name, and nothing is written', async (_what, text, code) => {
    const folder = await temporaryFolder({ 'sinch.yaml': text });
    const spec = join(folder, 'sinch.yaml');
    const started = performance.now();
    const { exitCode, stderr } = await runCli([
      'generate',
      join(folder, 'receiver'),
      '--target',
      'fastify',
      '--spec',
      spec,
    ]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(new RegExp(`^error\\[${code}\\]: `));
    expect(stderr).toMatch(/^ {2}fix: \S/m);
    // The last takes seconds where nothing else runs, the others one.
    expect(performance.now() - started).toBeLessThan(40_000);
  });

  it('of 200 MB is read no further than the bound', async () => {
    const written = { taken: 0, out: '' };
    async function* stdin() {
      const chunk = Buffer.alloc(65_536, '#');
      for (; written.taken < 200_000_000; written.taken += chunk.length) yield chunk;
    }
    const stdout = { write: (text: string) => void (written.out += text) };
    const signal = new AbortController().signal;
    const exitCode = await run(['validate', '-'], {
      stdin: stdin(),
      stdout,
      stderr: stdout,
      env: {},
      signal,
      endByItself: () => {},
    });

    expect(exitCode).toBe(1);
    expect(written.out).toMatch(/^error\[SPEC_TOO_LARGE\]: standard input is larger than 10 MiB/);
    expect(written.taken).toBeLessThan(11_000_000);
  });
});
