import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, diff, eject, generate, plan, undo, type PlanOptions, type SpecText } from '../src/index.js';
import { temporaryFolder } from './project/temporary-folder.js';
import { failureOf } from './spec/spec-text.js';
import { treeOf } from './support/tree.js';

const events = ['OPT_IN'];

describe('runs in one process at the same time', () => {
  it('on different folders write what each would alone', async () => {
    const folder = await temporaryFolder();
    const targets = ['express', 'fastify', 'lambda'] as const;
    for (const target of targets)
      await generate({ directory: join(folder, `alone-${target}`), target, events });

    await Promise.all(targets.map((target) => generate({ directory: join(folder, target), target, events })));

    for (const target of targets) {
      const tree = await treeOf(join(folder, target));
      expect(Object.keys(tree).length).toBeGreaterThan(50);
      expect(tree).toEqual(await treeOf(join(folder, `alone-${target}`)));
    }
  });

  it('on one folder: one is done, and the others are told of it', async () => {
    const directory = join(await temporaryFolder(), 'receiver');
    const runs = await Promise.allSettled(
      [1, 2, 3].map(() => generate({ directory, target: 'fastify', events })),
    );

    const refused = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason as unknown] : []));
    expect(refused).toHaveLength(2);
    for (const error of refused) expect(error).toMatchObject({ name: 'UserError', code: 'PROJECT_LOCKED' });
    expect((await check({ directory })).isUpToDate).toBe(true);
  });
});

// As a program in JavaScript may call them, which no compiler reads.
describe('what no option may be is told as any other mistake', () => {
  it.each<[string, object]>([
    ['target', { target: 'koa' }],
    ['recipe', { recipe: 'cake' }],
    ['spec', { spec: 'asyncapi.yaml' }],
    ['spec', { spec: { text: 5, source: { kind: 'bundled' } } }],
    ['spec', { spec: { text: 'asyncapi: 3.0.0', source: { kind: 'file' } } }],
    ['events', { events: 'OPT_IN' }],
    ['events', { events: [1] }],
    ['templates', { templates: 1 }],
    ['allowRef', { allowRef: 'example.com' }],
  ])('%s of %j', async (name, wrong) => {
    const directory = join(await temporaryFolder(), 'receiver');
    const options = { directory, target: 'fastify', events, ...wrong } as PlanOptions;
    for (const run of [generate, plan]) {
      const { code, message } = await failureOf(() => run(options));
      expect({ code, message }).toEqual({ code: 'USAGE', message: expect.stringContaining(` ${name} `) });
    }
  });

  it('a folder that is left out, and a document that was not loaded', async () => {
    const nothing = {} as PlanOptions & { file: string };
    for (const run of [generate, plan, check, undo, eject])
      expect(await failureOf(() => run(nothing))).toMatchObject({ code: 'USAGE' });
    const text = 'asyncapi: 3.0.0' as unknown as SpecText;
    expect(await failureOf(() => diff({ before: text, after: text }))).toMatchObject({ code: 'USAGE' });
  });
});
