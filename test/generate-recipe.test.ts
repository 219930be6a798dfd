import { appendFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check.js';
import { generate } from '../src/generate.js';
import { recipeNames, recipes } from '../src/render/recipes/index.js';
import { doneBy, newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

const handler = 'src/handlers/message-inbound.ts';

describe.each(recipeNames)('the recipe %s', (recipe) => {
  const { targets, triggers, scripts, dependencies, settings } = recipes[recipe];
  const [target] = targets;
  const events = 'all';

  it('brings handlers, code, tests, packages and variables, and is recorded', async () => {
    const directory = await newReceiver({ events, ...(target && { target }), recipe });
    const tree = await treeOf(directory);
    const paths = Object.keys(tree);
    const { scripts: written, dependencies: installed } = JSON.parse(tree['package.json'] ?? '');

    expect(paths).toContain('src/app/README.md');
    expect(paths.filter((path) => /^test\/app\/.*\.test\.ts$/.test(path)).length).toBeGreaterThan(0);
    const received = paths
      .filter((path) => path.startsWith('test/samples/'))
      .map((path) => basename(path, '.json'));
    for (const trigger of triggers === 'all' ? received : triggers) {
      const name = trigger.toLowerCase().replaceAll('_', '-');
      expect(tree[`src/handlers/${name}.ts`], trigger).not.toContain(
        'This file is yours: it is written once',
      );
    }
    expect(written).toMatchObject({ ...scripts, test: expect.stringContaining('test/app') });
    expect(installed).toMatchObject(dependencies);
    for (const { name } of settings) expect(tree['.env.example']).toContain(`${name}=`);
    expect(JSON.parse(tree['.sinch-webhooks/manifest.json'] ?? '')).toMatchObject({ options: { recipe } });
    expect(tree['README.md']).toContain(`recipe \`${recipe}\``);
  });

  it('is the same added later, and gone without a trace when it is lifted', async () => {
    const options = { events, ...(target && { target }) } as const;
    const directory = await newReceiver(options);
    const before = await treeOf(directory);
    await generate({ directory, recipe });
    expect(await treeOf(directory)).toEqual(await treeOf(await newReceiver({ ...options, recipe })));

    await generate({ directory, recipe: 'none' });
    expect(await treeOf(directory)).toEqual(before);
  });
});

describe('a recipe', () => {
  const recipe = 'chatbot';
  const events = recipes[recipe].triggers;

  it('leaves a handler alone that was edited before', async () => {
    const directory = await newReceiver({ events });
    await appendFile(join(directory, handler), '// mine\n');

    const done = doneBy(await generate({ directory, recipe }));

    expect(done).toContain('create src/app/README.md');
    expect(done.filter((line) => line.includes(handler))).toEqual([]);
    expect(await readFile(join(directory, handler), 'utf8')).toMatch(/\/\/ mine\n$/);
  });

  it('is the user’s from then on: a run changes nothing of it', async () => {
    const directory = await newReceiver({ events, recipe });
    await appendFile(join(directory, handler), '// mine\n');

    expect(doneBy(await generate({ directory }))).toEqual([]);
    expect(await check({ directory })).toMatchObject({ isUpToDate: true });
  });

  it('that is lifted leaves what was edited of it', async () => {
    const directory = await newReceiver({ events, recipe });
    await appendFile(join(directory, 'src/app/README.md'), 'mine\n');

    const { files } = await generate({ directory, recipe: 'none' });

    expect(files).toContainEqual(
      expect.objectContaining({
        path: 'src/app/README.md',
        action: 'orphan',
        reason: 'is yours, but its recipe is gone',
      }),
    );
  });

  it('needs its events', async () => {
    const directory = await newReceiver({ events: ['OPT_IN'] });
    await expect(generate({ directory, recipe })).rejects.toMatchObject({
      code: 'USAGE',
      message: 'The recipe chatbot needs MESSAGE_INBOUND, which is not among the events',
    });
  });

  it('of all events has handlers for whichever are received, from its own template', async () => {
    const directory = await newReceiver({ events: ['OPT_IN'], recipe: 'reactive' });
    const tree = await treeOf(directory);

    expect(Object.keys(tree).filter((path) => path.startsWith('src/handlers/'))).toEqual([
      'src/handlers/opt-in.ts',
      'src/handlers/unknown.ts',
    ]);
    expect(tree['src/handlers/opt-in.ts']).toContain("events.publish('OPT_IN', event, context)");
    expect(Object.keys(tree).filter((path) => path.endsWith('.hbs'))).toEqual([]);

    await generate({ directory, events: 'all' });
    expect((await treeOf(directory))['src/handlers/message-inbound.ts']).toContain('events.publish(');
  });

  it('is refused where it makes no sense', async () => {
    const [other] = recipeNames.filter((name) => !recipes[name].targets.includes('lambda'));
    if (other === undefined) return;
    await expect(newReceiver({ target: 'lambda', recipe: other })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
