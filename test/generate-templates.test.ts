import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check.js';
import { ejectTemplate, type EjectTemplateOptions } from '../src/eject-template.js';
import { generate } from '../src/generate.js';
import { askPrettier } from '../src/render/format.js';
import { readTemplate } from '../src/render/templates.js';
import { temporaryFolder } from './project/temporary-folder.js';
import { failureOf } from './spec/spec-text.js';
import { doneBy, newReceiver } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

const routes = 'common/src/generated/routes.ts.hbs';

describe('a template in the folder', () => {
  it('replaces the one with the same path, with the same views, and is laid out as all that is generated', async () => {
    const { directory, templates } = await receiverWith({
      [routes]: `${readTemplate(routes)}export const names=[{{#each routes}}{{trigger}},{{/each}}]\n`,
    });

    const result = await generate({ directory, templates });

    expect(doneBy(result)).toEqual(['overwrite src/generated/routes.ts']);
    const text = await readFile(join(directory, 'src/generated/routes.ts'), 'utf8');
    expect(text).toContain("export const names = ['MESSAGE_INBOUND', 'OPT_IN'];");
    expect(text).toBe(await askPrettier(text));
  });

  it('makes the stubs of new events, and leaves a handler that is there', async () => {
    const { directory, templates } = await receiverWith({
      'common/src/handlers/event.ts.hbs': `${readTemplate('common/src/handlers/event.ts.hbs')}// Ours: {{trigger}}\n`,
    });

    await generate({ directory, templates, events: ['OPT_IN', 'OPT_OUT'] });

    expect(await readFile(join(directory, 'src/handlers/opt-out.ts'), 'utf8')).toContain(
      '// Ours: OPT_OUT\n',
    );
    expect(await readFile(join(directory, 'src/handlers/opt-in.ts'), 'utf8')).not.toContain('Ours');
  });

  it('replaces a file that a recipe copies, braces and all', async () => {
    const { directory, templates } = await receiverWith({
      'recipes/reactive/src/app/README.md': 'Ours, {{as}} it is.\n',
    });

    await generate({ directory, templates, recipe: 'reactive' });

    expect(await readFile(join(directory, 'src/app/README.md'), 'utf8')).toBe('Ours, {{as}} it is.\n');
  });

  it('for another target is taken when the receiver has that', async () => {
    const { directory, templates } = await receiverWith({
      'lambda/src/local.ts.hbs': `// Ours.\n${readTemplate('lambda/src/local.ts.hbs')}`,
    });
    expect(
      (await generate({ directory, templates })).files.filter(({ action }) => action !== 'keep'),
    ).toEqual([]);

    await generate({ directory, target: 'lambda' });

    expect(await readFile(join(directory, 'src/local.ts'), 'utf8')).toMatch(/^\/\/ Ours\.\n/);
  });
});

describe('the record of a run with templates', () => {
  it('has the folder as it lies to the receiver, so that later runs need not be told', async () => {
    const { root, directory, templates } = await receiverWith({ 'server/Dockerfile.hbs': 'FROM scratch\n' });
    await generate({ directory, templates });
    const moved = `${root}-moved`;
    await rename(root, moved);
    try {
      expect((await check({ directory: join(moved, 'receiver') })).changes).toEqual([]);
      const manifest = await readFile(join(moved, 'receiver/.sinch-webhooks/manifest.json'), 'utf8');
      expect(manifest).toContain('"templates": "../templates"');
    } finally {
      await rename(moved, root);
    }
  });

  it('tells that a template has changed since, but for its line ends', async () => {
    const { directory, templates } = await receiverWith({
      'server/Dockerfile.hbs': 'FROM scratch\nUSER 1\n',
    });
    await generate({ directory, templates });
    await write(templates, { 'server/Dockerfile.hbs': 'FROM scratch\r\nUSER 1\r\n' });
    expect((await check({ directory })).changes).toEqual([]);

    await write(templates, { 'server/Dockerfile.hbs': 'FROM scratch\nUSER 2\n' });

    const result = await check({ directory });
    expect(result.isUpToDate).toBe(false);
    expect(doneBy(result)).toEqual(['overwrite Dockerfile']);
  });

  it('is lifted by "none", and everything is as it was', async () => {
    const { directory, templates } = await receiverWith({ 'server/Dockerfile.hbs': 'FROM scratch\n' });
    const before = await readFile(join(directory, 'Dockerfile'), 'utf8');
    await generate({ directory, templates });

    await generate({ directory, templates: 'none' });

    expect(await readFile(join(directory, 'Dockerfile'), 'utf8')).toBe(before);
    expect(await readFile(join(directory, '.sinch-webhooks/manifest.json'), 'utf8')).not.toContain(
      'templates"',
    );
    expect((await check({ directory })).changes).toEqual([]);
  });

  it.each(['/etc', '\\\\host\\share', '//host/share'])('is not followed to %s', async (place) => {
    const { directory, templates } = await receiverWith({ 'server/Dockerfile.hbs': 'FROM scratch\n' });
    await generate({ directory, templates });
    const file = join(directory, '.sinch-webhooks/manifest.json');
    const manifest = await readFile(file, 'utf8');
    await writeFile(file, manifest.replace('"../templates"', JSON.stringify(place)));

    expect(await failureOf(() => check({ directory }))).toMatchObject({
      code: 'TEMPLATES_UNUSABLE',
      message: expect.stringContaining('not relative'),
    });
  });
});

describe('a helper', () => {
  const shouting = {
    'helpers/shout.js': 'export default (text) => `${text.toUpperCase()}!`;\n',
    'server/Dockerfile.hbs': '# {{shout targetTitle}}\nFROM scratch\n',
  };

  it('is called by the name of its file', async () => {
    const { directory, templates } = await receiverWith(shouting);
    await generate({ directory, templates });
    expect(await readFile(join(directory, 'Dockerfile'), 'utf8')).toMatch(/^# FASTIFY!\n/);
  });

  it('is run anew once it has changed, in the same process', async () => {
    const { directory, templates } = await receiverWith(shouting);
    await generate({ directory, templates });
    await write(templates, { 'helpers/shout.js': 'export default (text) => `${text}?`;\n' });
    await generate({ directory, templates });
    expect(await readFile(join(directory, 'Dockerfile'), 'utf8')).toMatch(/^# Fastify\?\n/);
  });

  it('replaces one of Handlebars in templates of the folder, and in no other', async () => {
    const { directory, templates } = await receiverWith({
      'helpers/each.js': 'export default () => "nothing";\n',
      'server/Dockerfile.hbs': '# {{#each events}}{{trigger}}{{/each}}\nFROM scratch\n',
    });
    expect(doneBy(await generate({ directory, templates }))).toEqual(['overwrite Dockerfile']);
    expect(await readFile(join(directory, 'Dockerfile'), 'utf8')).toMatch(/^# nothing\n/);
  });

  it('never runs for a record, wherever its folder is: a repository that was cloned may be hostile', async () => {
    const { root, directory } = await receiverWith({});
    const templates = join(directory, 'templates');
    const trace = join(root, 'trace');
    await write(templates, {
      ...shouting,
      'helpers/shout.js': `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(trace)}, '');\nexport default () => 'x';\n`,
    });
    await generate({ directory, templates });
    await rm(trace);
    expect((await check({ directory })).isUpToDate).toBe(true);
    await write(templates, { 'server/Dockerfile.hbs': '# {{shout targetTitle}}\nFROM other\n' });

    for (const run of [check, generate]) {
      expect(await failureOf(() => run({ directory }))).toMatchObject({
        code: 'HELPERS_NOT_NAMED',
        message: expect.stringContaining('shout'),
        help: expect.stringContaining('--templates'),
      });
    }
    await expect(readFile(trace)).rejects.toThrow('ENOENT');
    // It is told by the hashes, for which nothing is run.
    expect(doneBy(await check({ directory, templates }))).toEqual(['overwrite Dockerfile']);
  });
});

describe('a template that cannot be used', () => {
  it('is named, and nothing is written', async () => {
    const { directory, templates } = await receiverWith({
      'server/Dockerfile.hbs': 'FROM scratch\n# {{nonsense}}\n',
    });
    const before = await treeOf(directory);

    expect(await failureOf(() => generate({ directory, templates }))).toMatchObject({
      code: 'TEMPLATES_UNUSABLE',
      message: `${templates}/server/Dockerfile.hbs:2 cannot be rendered: "nonsense" is not in the view`,
    });
    expect(await treeOf(directory)).toEqual(before);
  });
});

describe('a copy of a template to begin with', () => {
  it('is the template, in the folder on record, and changes nothing until it is changed', async () => {
    const { directory, templates } = await receiverWith({ 'server/Dockerfile.hbs': 'FROM scratch\n' });
    await generate({ directory, templates });

    expect(await ejectTemplate({ directory, template: routes })).toMatchObject({
      path: routes,
      isRecorded: true,
    });

    expect(await readFile(join(templates, routes), 'utf8')).toBe(readTemplate(routes));
    expect(doneBy(await generate({ directory }))).toEqual([]);
  });

  it('is in the folder templates where none is on record, and replaces nothing', async () => {
    const directory = await newReceiver();
    const { folder } = await ejectTemplate({ directory, template: routes });
    expect(folder).toBe(join(directory, 'templates'));

    await write(folder, { [routes]: 'mine' });

    expect((await failureOf(() => ejectTemplate({ directory, template: routes }))).code).toBe('FILES_EDITED');
    expect(await readFile(join(folder, routes), 'utf8')).toBe('mine');
  });

  it('goes into no folder called "none", nor into one without a name', async () => {
    const directory = await newReceiver();
    const { folder } = await ejectTemplate({ directory, template: routes, templates: 'none' });
    expect(folder).toBe(join(directory, 'templates'));

    for (const wrong of [{ templates: ' ' }, { templates: 5 }, { template: undefined }]) {
      const options = { directory, template: 'server/Dockerfile.hbs', ...wrong } as EjectTemplateOptions;
      expect(await failureOf(() => ejectTemplate(options))).toMatchObject({ code: 'USAGE' });
    }
  });

  it('is suggested by its nearest name', async () => {
    const directory = await newReceiver();
    expect(await failureOf(() => ejectTemplate({ directory, template: 'routes.ts' }))).toMatchObject({
      code: 'USAGE',
      help: `Did you mean ${routes}?`,
    });
  });
});

/** A receiver, and a folder of templates beside it. */
async function receiverWith(
  files: Readonly<Record<string, string>>,
): Promise<{ root: string; directory: string; templates: string }> {
  const root = await temporaryFolder();
  const directory = join(root, 'receiver');
  await rename(await newReceiver(), directory);
  const templates = join(root, 'templates');
  await write(templates, files);
  return { root, directory, templates };
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
