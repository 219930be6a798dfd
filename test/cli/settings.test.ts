import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nameOf, type Setting, settings, variableOf } from '../../src/cli/settings.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { documentOf, newReceiver } from '../support/receiver-folder.js';
import { bareProgram, runCli } from './run-cli.js';

const home = process.cwd();
afterEach(() => process.chdir(home));

/** Goes into a folder with these files in it. */
async function inFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder(files);
  process.chdir(folder);
  return folder;
}

/** What --print-config says, by the names of the settings. */
async function settingsOf(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stdout, stderr } = await runCli([...argv, '--print-config', '--json'], { env });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { settings: shown } = JSON.parse(stdout) as { settings: Shown[] };
  return Object.fromEntries(shown.map(({ key, ...shownSetting }) => [key, shownSetting]));
}

interface Shown {
  readonly key: string;
  readonly value: unknown;
  readonly from: string;
  readonly where: string | null;
}

const typescript = `import { defineConfig } from 'sinch-webhooks';

const target: string = 'express';
export default defineConfig({ target, events: ['opt-in'], send: { timeout: 2.5 } } as const);
`;

describe('settings are read from', () => {
  const javascript = "export default { target: 'express', events: ['opt-in'], send: { timeout: 2.5 } };\n";
  const json = JSON.stringify({ target: 'express', events: ['opt-in'], send: { timeout: 2.5 } });

  it.each([
    ['sinch-webhooks.config.ts', typescript],
    ['sinch-webhooks.config.mts', typescript],
    ['sinch-webhooks.config.js', javascript],
    ['sinch-webhooks.config.js', `module.exports = ${json};\n`],
    ['sinch-webhooks.config.mjs', `export default await Promise.resolve(${json});\n`],
    ['sinch-webhooks.config.json', `\uFEFF${json}`],
    ['package.json', `{ "name": "mine", "sinch-webhooks": ${json} }`],
  ])('%s', async (name, text) => {
    await inFolder({ [name]: text });

    expect(await settingsOf(['generate'])).toMatchObject({
      target: { value: 'express', from: 'file', where: name },
      events: { value: ['opt-in'], from: 'file' },
    });
    expect(await settingsOf(['send'])).toMatchObject({ 'send.timeout': { value: 2.5, from: 'file' } });
  });

  it('the file that --config names, to which its paths are relative', async () => {
    await inFolder({
      'sinch-webhooks.config.json': '{ "target": "lambda" }',
      'deep/own.json': '{ "target": "fastify", "dir": "receiver", "spec": "sinch.yaml" }',
    });

    const named = await settingsOf(['generate', '--config', 'deep/own.json']);
    expect(named).toMatchObject({
      dir: { value: join('deep', 'receiver'), from: 'file', where: 'deep/own.json' },
      target: { value: 'fastify' },
      spec: { value: join('deep', 'sinch.yaml') },
    });
    const none = await settingsOf(['generate', '--no-config']);
    expect(none['target']).toEqual({ value: null, from: 'default', where: null });
  });

  it('no package.json that merely depends on this package', async () => {
    await inFolder({ 'package.json': '{ "devDependencies": { "sinch-webhooks": "1.0.0" } }' });
    expect(await settingsOf(['generate'])).toMatchObject({ target: { from: 'default' } });
  });
});

it('a flag goes before the environment, that before the file, and that before the record', async () => {
  process.chdir(await newReceiver());
  const env = { SINCH_WEBHOOKS_TARGET: 'express' };
  const targetOf = async (argv: readonly string[], given: Readonly<Record<string, string>>) =>
    (await settingsOf(argv, given))['target'];

  const recorded = await settingsOf(['check']);
  expect(recorded).toMatchObject({
    target: { value: 'fastify', from: 'record', where: null },
    events: { value: ['MESSAGE_INBOUND', 'OPT_IN'], from: 'record' },
    spec: { value: 'bundled', from: 'record' },
    recipe: { value: null, from: 'default' },
  });
  await writeFile('sinch-webhooks.config.json', '{ "target": "lambda" }');
  expect(await targetOf(['check'], {})).toMatchObject({ value: 'lambda', from: 'file' });
  expect(await targetOf(['check'], env)).toEqual({
    value: 'express',
    from: 'environment',
    where: 'SINCH_WEBHOOKS_TARGET',
  });
  expect(await targetOf(['generate', '--target', 'fastify'], env)).toEqual({
    value: 'fastify',
    from: 'flag',
    where: '--target',
  });
});

describe('what is set', () => {
  it('is what generate makes and check compares with, without a flag', async () => {
    await inFolder({ 'sinch-webhooks.config.ts': typescript.replace('events:', "dir: 'here', events:") });

    const first = await runCli(['generate']);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toContain('1 event on Express');
    expect((await runCli(['check'])).stdout).toBe('here is up to date\n');

    const changed = await runCli(['check'], { env: { SINCH_WEBHOOKS_EVENTS: 'opt-in,opt-out' } });
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toContain('src/handlers/opt-out.ts is new');
  });

  it('is named again in what check says to do', async () => {
    await inFolder({ 'own.json': '{ "target": "fastify", "dir": "here", "events": ["opt-in"] }' });
    await runCli(['generate', '--config', 'own.json']);
    const { stdout } = await runCli(['check', '--config', 'own.json'], {
      env: { SINCH_WEBHOOKS_EVENTS: 'all' },
    });
    expect(stdout).toContain('  npx sinch-webhooks generate here --config own.json\n');
  });

  it('may stand in the folder of the receiver before the first run', async () => {
    await inFolder({ 'sinch-webhooks.config.json': '{ "target": "fastify", "events": ["opt-in"] }' });
    expect((await runCli(['generate'])).stdout).toContain('1 event on Fastify');
  });

  it('names an argument too, unless the command line does', async () => {
    await inFolder({ 'sinch-webhooks.config.json': '{ "dir": "mine", "spec": "own.yaml" }' });
    expect(await settingsOf(['undo'])).toMatchObject({ dir: { value: 'mine', from: 'file' } });
    expect(await settingsOf(['undo', 'other'])).toMatchObject({ dir: { value: 'other', from: 'flag' } });
    expect(await settingsOf(['validate'])).toMatchObject({ spec: { value: 'own.yaml', from: 'file' } });
    expect((await runCli(['validate'])).stderr).toContain('own.yaml');
  });

  it('is shown without what may open a server', async () => {
    await inFolder({});
    const env = { SINCH_WEBHOOKS_SPEC: 'https://me:hush@example.com/sinch.yaml?token=hush' };
    expect(await settingsOf(['events'], env)).toMatchObject({
      spec: { value: 'https://example.com/sinch.yaml?…' },
    });
  });

  it('is a table for people', async () => {
    await inFolder({ 'package.json': '{ "sinch-webhooks": { "register": { "region": "eu" } } }' });
    const { stdout } = await runCli(['register', 'list', '--print-config'], {
      env: { SINCH_APP_ID: 'mine' },
    });
    expect(stdout).toMatch(/^register\.region +eu +file: package\.json$/m);
    expect(stdout).toMatch(/^register\.app +mine +environment: SINCH_APP_ID$/m);
    expect(stdout).toMatch(/^register\.target +- +default$/m);
  });

  it('takes nothing of what c12 would read besides', async () => {
    await inFolder({
      'sinch-webhooks.config.mjs': 'export default { target: "express" };',
      '.env': 'SINCH_WEBHOOKS_EVENTS=opt-in\n',
      '.sinch-webhooksrc': 'recipe=chatbot\n',
    });
    expect(await settingsOf(['generate'])).toMatchObject({
      target: { value: 'express' },
      events: { from: 'default' },
      recipe: { from: 'default' },
    });
  });
});

describe('a file that cannot be used is an error', () => {
  it.each([
    ['{ "tagret": "fastify" }', 'has an unknown setting "tagret"', 'Did you mean target?'],
    ['{ "seed": 1 }', 'has an unknown setting "seed"', 'Did you mean sandbox.seed?'],
    ['{ "send": { "timeuot": 1 } }', 'unknown setting "send.timeuot"', 'Did you mean send.timeout?'],
    ['{ "target": "fastfy" }', '"target" in own.json does not know "fastfy"', 'Did you mean fastify?'],
    ['{ "target": 1 }', '"target" in own.json is 1', 'It has to be "express" or "fastify" or "lambda".'],
    ['{ "events": [] }', '"events" in own.json is an empty list', 'a list of names, or "all"'],
    ['{ "events": [1] }', '"events" in own.json is a list', 'a list of names, or "all"'],
    [
      '{ "sandbox": { "port": "1" } }',
      '"sandbox.port" in own.json is a text',
      'whole number from 0 to 65535',
    ],
    ['{ "sandbox": { "port": 1.5 } }', '"sandbox.port" in own.json is "1.5"', 'whole number from 0 to 65535'],
    ['{ "sandbox": 4010 }', '"sandbox" in own.json is 4010', 'It has to be an object.'],
    ['{ "dir": null }', '"dir" in own.json is null', 'It has to be a path.'],
    ['{ "extends": "github:someone/theirs" }', 'extends another', 'Import what you share'],
    ['[]', 'What own.json exports is no object', '{ "target": "fastify" }'],
    ['{\n  "target": "fastify",\n  nonsense\n}', 'own.json:3 is no JSON', '--no-config'],
    ['{ "target": ', 'own.json:1 is no JSON', '--no-config'],
    ['{\n  "target": hush,\n  "to": ""\n}', "own.json:2 is no JSON: Unexpected token 'h'\n", '--no-config'],
  ])('%s', async (text, message, help) => {
    await inFolder({ 'own.json': text });
    for (const command of ['generate', 'sandbox']) {
      const { exitCode, stdout, stderr } = await runCli([command, '--config', 'own.json', '--print-config']);
      // Each command reads its own values, and all of them look at all keys.
      if (exitCode === 0) continue;
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(message);
      expect(stderr).toContain(help);
      return;
    }
    expect.unreachable('No command refuses it.');
  });

  it.each([
    [
      'sinch-webhooks.config.ts',
      "interface A { b: string }\n\nthrow new Error('no\\nway');\n",
      ':3 cannot be read: no',
    ],
    [
      'sinch-webhooks.config.mjs',
      'export default {};\n\nconst = 1;\n',
      ':3 cannot be read: Unexpected token',
    ],
    [
      'sinch-webhooks.config.js',
      "\nimport { a } from './nowhere.js';\nexport default { a };\n",
      "Cannot find module './nowhere.js'",
    ],
    ['sinch-webhooks.config.js', 'throw 3;\n', 'cannot be read: 3'],
    ['sinch-webhooks.config.mjs', 'export default 3;\n', 'no object'],
    ['sinch-webhooks.config.mjs', 'export default null;\n', 'no object'],
    ['sinch-webhooks.config.mjs', "import 'https://127.0.0.1:1/x.js';\n", ':1 cannot be read'],
  ])('%s with %j', async (name, text, message) => {
    await inFolder({ [name]: text });
    const { exitCode, stdout, stderr } = await runCli(['generate']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(name);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it.each([
    ['{ "secret": "hush" }', 'SINCH_WEBHOOK_SECRET'],
    ['{ "send": { "secret": "hush" } }', 'SINCH_WEBHOOK_SECRET'],
    ['{ "register": { "keySecret": "hush", "keyId": "hush" } }', 'SINCH_KEY_SECRET'],
    ['{ "SINCH_KEY_SECRET": "hush" }', 'SINCH_KEY_SECRET'],
    ['{ "header": "Authorization: hush" }', 'SINCH_WEBHOOKS_HEADER'],
    ['{ "spec": "https://me:hush@example.com/sinch.yaml" }', 'SINCH_WEBHOOKS_SPEC'],
  ])('with a secret, which is not shown: %s', async (text, variable) => {
    await inFolder({ 'sinch-webhooks.config.json': text });
    const { exitCode, stderr } = await runCli(['generate', '--target', 'fastify']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('looks like a secret');
    expect(stderr).toContain(variable);
    expect(stderr).not.toContain('hush');
  });

  it('that cannot be looked at', async () => {
    const folder = await inFolder({});
    await symlink('sinch-webhooks.config.json', join(folder, 'sinch-webhooks.config.json'));
    for (const flags of [[], ['--config', `${'a'.repeat(300)}.json`]]) {
      const { exitCode, stderr } = await runCli(['events', ...flags]);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/cannot be read: (?:ELOOP|ENAMETOOLONG|ENOENT)/);
    }
  });

  it('that is no program, and a document elsewhere, whose lines are not shown', async () => {
    const folder = await inFolder({ 'secret.yaml': 'asyncapi: 3.0.0\nhush: [hush\n' });
    await mkdir('clone');
    process.chdir('clone');
    await writeFile('package.json', '{ "sinch-webhooks": { "spec": "../secret.yaml" } }');
    for (const argv of [['events'], ['validate'], ['generate', 'own', '--target', 'fastify']]) {
      const { exitCode, stdout, stderr } = await runCli(argv);
      expect({ exitCode, shows: `${stdout}${stderr}`.includes('hush') }).toEqual({
        exitCode: argv[0] === 'validate' ? 2 : 3,
        shows: false,
      });
    }
    expect((await runCli(['events', '--spec', join(folder, 'secret.yaml')])).stderr).toContain('hush');
  });

  it('and what stands around a mistake in it is not shown', async () => {
    await inFolder({ 'own.json': '{ "to": "x", hush: "hush" }', 'other.json': 'hush hush' });
    for (const name of ['own.json', 'other.json']) {
      const { exitCode, stderr } = await runCli(['events', '--config', name]);
      expect({ exitCode, shows: stderr.includes('hush') }).toEqual({ exitCode: 2, shows: false });
    }
    const hosts = ['--allow-ref', 'me:hush@example.com'];
    expect((await runCli(['events', ...hosts])).stderr).not.toContain('hush');
  });

  it('with a password that nobody asks for', async () => {
    await inFolder({ 'sinch-webhooks.config.json': '{ "to": "http://me:hush@localhost:3000" }' });
    const { exitCode, stderr } = await runCli(['check']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"to" in sinch-webhooks.config.json carries a user name or a password');
    expect(stderr).not.toContain('hush');
  });

  it('where there are two', async () => {
    await inFolder({ 'sinch-webhooks.config.json': '{}', 'package.json': '{ "sinch-webhooks": {} }' });
    const { exitCode, stderr } = await runCli(['check']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('sinch-webhooks.config.json, "sinch-webhooks" in package.json');
  });

  it('where the one that is named is not there, or is of another kind', async () => {
    await inFolder({ 'settings.yaml': 'target: fastify' });
    expect((await runCli(['check', '--config', 'none.ts'])).stderr).toContain('There is no file none.ts');
    expect((await runCli(['check', '--config', 'settings.yaml'])).stderr).toContain('It may end in .ts');
  });

  it('but not for what reads no settings', async () => {
    await inFolder({ 'sinch-webhooks.config.json': 'nonsense' });
    expect((await runCli(['completion', 'bash'])).exitCode).toBe(0);
  });
});

it('a recorded document is named from here, and not from the receiver', async () => {
  const source = { kind: 'file', location: join(tmpdir(), 'sinch.yaml') } as const;
  const spec = { ...documentOf({ 'thing-made': {} }), source };
  const receiver = await newReceiver({ spec, events: 'all' });
  process.chdir(dirname(receiver));
  expect(await settingsOf(['check', basename(receiver)])).toMatchObject({
    spec: { value: join('..', 'sinch.yaml'), from: 'record' },
    events: { value: ['all'], from: 'record' },
  });
});

it('a variable that is wrong is named', async () => {
  await inFolder({});
  const { exitCode, stderr } = await runCli(['generate'], { env: { SINCH_WEBHOOKS_RECIPE: 'chatbt' } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('SINCH_WEBHOOKS_RECIPE does not know "chatbt"');
  expect(stderr).toContain('Did you mean chatbot?');
});

it('each setting has the choices and the default of its flag', async () => {
  const program = bareProgram();
  const differences = Object.entries(settings).flatMap(
    ([key, { kind, commands, byDefault }]: [string, Setting]) =>
      commands.flatMap((name) => {
        const command = program.commands.find((candidate) => candidate.name() === name);
        const option = command?.options.find((candidate) => candidate.attributeName() === nameOf(key));
        if (command === undefined) return [`there is no command ${name}`];
        if (option === undefined) return [];
        const choices = option.argChoices?.map((word) => JSON.stringify(word)).join(' or ') ?? kind.expected;
        const fallback: unknown = option.defaultValueDescription ?? option.defaultValue;
        const isSame =
          commands.length > 1 || fallback === undefined || byDefault === `\`${String(fallback)}\``;
        return [
          ...(choices === kind.expected ? [] : [`${key} has the choices ${choices}`]),
          ...(isSame ? [] : [`${key} is ${String(fallback)} by default`]),
        ];
      }),
  );
  expect(differences).toEqual([]);
});

it('a variable is called as its setting is', () => {
  expect(['dir', 'allowRef', 'sandbox.port', 'register.secretFile'].map(variableOf)).toEqual([
    'SINCH_WEBHOOKS_DIR',
    'SINCH_WEBHOOKS_ALLOW_REF',
    'SINCH_WEBHOOKS_SANDBOX_PORT',
    'SINCH_WEBHOOKS_REGISTER_SECRET_FILE',
  ]);
});
