import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recipeNames, recipes } from '../../src/render/recipes/index.js';
import { targetNames } from '../../src/render/targets/index.js';
import { generateReceiver } from '../e2e/generate-receiver.js';
import { everyStrictFlag, tsc } from '../e2e/tsc.js';

// Below the repository, where what a receiver imports resolves, and of this run alone.
const base = fileURLToPath(new URL('../../.tmp/', import.meta.url));
let root = '';

beforeAll(async () => {
  await mkdir(base, { recursive: true });
  root = await mkdtemp(join(base, 'types-'));
});
afterAll(() => rm(root, { recursive: true }));

describe.each(targetNames)('a receiver for %s', (name) => {
  it('compiles under every strict flag, and so as it is', async () => {
    const folder = await generateReceiver(`${basename(root)}/${name}`, name);

    expect(await tsc(folder, ...everyStrictFlag)).toBe('');
  });
});

describe.each(recipeNames.flatMap((recipe) => recipes[recipe].targets.map((target) => ({ recipe, target }))))(
  'the recipe $recipe on $target',
  ({ recipe, target }) => {
    it('compiles under every strict flag, and so as it is', async () => {
      const folder = await generateReceiver(`${basename(root)}/${recipe}-${target}`, target, { recipe });

      expect(await tsc(folder, ...everyStrictFlag)).toBe('');
    });
  },
);

it('the example of delivery reports in the README compiles as the handler of its event', async () => {
  const folder = await generateReceiver(`${basename(root)}/example`, 'express');
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  const [, example = ''] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(example).toContain('onMessageDelivery');
  await writeFile(join(folder, 'src/handlers/message-delivery.ts'), example);

  expect(await tsc(folder, ...everyStrictFlag)).toBe('');
});

describe('a receiver does not compile', () => {
  let whole = '';

  beforeAll(async () => {
    whole = await generateReceiver(`${basename(root)}/whole`, 'lambda');
  });

  it.each([
    {
      when: 'an event has no handler',
      file: 'src/generated/handlers.ts',
      from: /^(import \{ onOptIn \}.*| {2}OPT_IN: onOptIn,)\n/gm,
      to: '',
      error: /src\/generated\/handlers\.ts.*Property 'OPT_IN' is missing/,
    },
    {
      when: 'the user has removed a handler',
      file: 'src/handlers/opt-in.ts',
      from: /onOptIn/g,
      to: 'onSomethingElse',
      error: /no exported member (named )?'onOptIn'/,
    },
    {
      when: 'a handler takes the payload of another event',
      file: 'src/handlers/opt-in.ts',
      from: /Handler<'OPT_IN'>/g,
      to: "Handler<'OPT_OUT'>",
      error: /src\/generated\/handlers\.ts.*Handler<"OPT_OUT">' is not assignable/,
    },
    {
      when: 'a handler reads what its event does not carry',
      file: 'src/handlers/opt-in.ts',
      from: /_event, context\) => \{/g,
      to: 'event, context) => {\n  event.opt_out_notification;',
      error: /src\/handlers\/opt-in\.ts.*'opt_out_notification' does not exist on type 'OptIn'/,
    },
    {
      when: 'a handler is not asynchronous',
      file: 'src/handlers/opt-in.ts',
      from: /async /g,
      to: '',
      error: /src\/handlers\/opt-in\.ts.*\n.*'void' is not assignable to type 'Promise<void>'/,
    },
  ])('when $when', async ({ when, file, from, to, error }) => {
    const folder = `${whole}-${when.replaceAll(' ', '-')}`;
    await cp(whole, folder, { recursive: true });
    const content = await readFile(join(folder, file), 'utf8');
    const changed = content.replace(from, to);
    expect(changed).not.toBe(content);
    await writeFile(join(folder, file), changed);

    expect(await tsc(folder)).toMatch(error);
  });
});
