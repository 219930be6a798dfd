import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { examples } from '../../src/cli/help.js';
import { buildBundledModel } from '../../src/model/bundled.js';
import { createClock } from '../../src/sandbox/clock.js';
import { runSandbox } from '../../src/sandbox/run-sandbox.js';
import { defaultSettings } from '../../src/sandbox/settings.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { freePort } from '../support/free-port.js';
import { serve, serveTexts } from '../support/local-server.js';
import { documentOf, newReceiver } from '../support/receiver-folder.js';
import { serveReceiver } from '../support/serve-receiver.js';
import { createTestReceiver } from '../support/test-receiver.js';
import { runCli } from './run-cli.js';

/** What has to be there for an example, and what of it is another here. */
export interface Stage {
  /** The folder it is run in. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands in the line for a place, by the place that it is in the test. */
  readonly places?: Readonly<Record<string, string>>;
  /** Put behind the line: a port that is free in place of the default. */
  readonly more?: readonly string[];
  /** Typed one after the other at a command that asks on a terminal. */
  readonly answers?: readonly string[];
  /** Once it has printed this, something happens, such as that the user interrupts it. */
  readonly once?: { readonly said: RegExp; readonly act: (interrupt: () => void) => void };
  /** 0 unless the example is of an answer that is no. */
  readonly exitCode?: number;
}

/** How the examples of each command are prepared: a command without an entry has none that runs. */
export const stages: Readonly<Record<keyof typeof examples, (line: string) => Promise<Stage>>> = {
  program: (line) => {
    const [, command = ''] = /sinch-webhooks ([a-z]+)/.exec(line) ?? [];
    return stages[command as keyof typeof stages](line);
  },
  generate: async () => {
    const { base } = await serveTexts({ '/asyncapi.yaml': ownDocument });
    return {
      folder: await temporaryFolder(),
      env: { PATH: await npmStandIn('exit 0') },
      places: { 'https://example.com': base },
    };
  },
  check: async (line) =>
    line.includes('--spec')
      ? { folder: await beside(await newReceiver(), { 'asyncapi.yaml': await newerDocument() }), exitCode: 1 }
      : { folder: await newReceiver() },
  eject: async (line) => {
    const folder = await newReceiver();
    // It is given back once it was taken.
    if (line.includes('--undo')) await runCli(['eject', 'src/generated/routes.ts', '--dir', folder]);
    return { folder };
  },
  undo: async () => ({ folder: dirname(await newReceiver()) }),
  diff: async (line) => ({
    folder: await temporaryFolder(
      line.includes('bundled')
        ? { 'new.yaml': await newerDocument() }
        : {
            'old.yaml': ownDocument,
            'new.yaml': documentOf({ 'thing-made': { things: 'string', more: 'string' } }).text,
          },
    ),
  }),
  send: async () => {
    const to = `${await serve((request, response) => request.resume().on('end', () => response.end()))}/webhooks/sinch`;
    return { folder: await temporaryFolder({ 'callback.json': '{"message":{}}' }), more: ['--to', to] };
  },
  events: async () => ({ folder: await temporaryFolder({ 'asyncapi.yaml': ownDocument }) }),
  sandbox: async () => ({
    folder: await temporaryFolder(),
    env: { SINCH_WEBHOOK_SECRET: 's3cret' },
    places: { 'http://localhost:3000': await serve((_request, response) => response.end()) },
    more: ['--port', '0'],
    once: untilInterrupted,
  }),
  listen: async () => ({
    folder: await temporaryFolder(),
    more: ['--port', '0', '--page-port', '0'],
    once: untilInterrupted,
  }),
  demo: async () => ({
    folder: await temporaryFolder(),
    env: { PATH: await npmStandIn(installAndBuild) },
    more: ['--port', '0'],
    once: untilInterrupted,
  }),
  register: prepareRegister,
  doctor: async (line) => {
    const secret = 'kq3-Vd8_Lm0.Zx7!Rt5';
    const { receiver } = createTestReceiver({ config: { secrets: [secret] } });
    const url = await serveReceiver(() => receiver);
    const env = { SINCH_WEBHOOK_SECRET: secret, PORT: new URL(url).port };
    const folder = await newReceiver();
    return line.includes('my-receiver')
      ? { folder: dirname(folder), env }
      : { folder, env, places: { 'https://example.com': new URL(url).origin } };
  },
  init: async () => ({ folder: await temporaryFolder(), answers: ['', '', '', '', '', 'yes'] }),
  completion: async () => ({ folder: await temporaryFolder() }),
  validate: async () => ({ folder: await temporaryFolder({ 'asyncapi.yaml': ownDocument }) }),
};

const untilInterrupted = {
  said: /Ctrl\+C ends it/,
  act: (interrupt: () => void) => interrupt(),
};

async function prepareRegister(line: string): Promise<Stage> {
  const { events } = await buildBundledModel();
  const settings = { ...defaultSettings, seed: 'examples' };
  const running = await runSandbox({ settings, clock: createClock(), events, host: 'localhost', port: 0 });
  onTestFinished(() => running.stop());
  const folder = await newReceiver();
  const port = String(await freePort());
  const env = {
    SINCH_APP_ID: 'app',
    SINCH_PROJECT_ID: 'project',
    SINCH_KEY_ID: 'key',
    SINCH_KEY_SECRET: 'the secret of the key',
    SINCH_AUTH_URL: running.url,
    SINCH_CONVERSATION_URL: running.url,
    PORT: port,
  };
  const isVerify = line.includes(' verify');
  if (isVerify || line.includes(' rotate')) {
    // The webhook that the line speaks of; for a real event, one that leads here.
    const target = isVerify ? `http://localhost:${port}/` : 'https://example.com/webhooks/sinch';
    await runCli(['register', 'create', '--target', target, '--dir', folder], { env });
  }
  const person = { appId: 'app', projectId: 'project', identity: { channel: 'SMS', identity: '+100' } };
  const write = () => void running.sandbox.people.write(person, { text_message: { text: 'Hello' } });
  return { folder, env, ...(isVerify && { once: { said: /Listening/, act: write } }) };
}

const root = fileURLToPath(new URL('../../', import.meta.url));

// A small one, since to read the bundled document as text takes long.
const ownDocument = documentOf({ 'thing-made': { things: 'string' } }).text;

/** The bundled document with other words in it. */
async function newerDocument(): Promise<string> {
  const text = await readFile(join(root, 'spec/sinch-conversation.yaml'), 'utf8');
  return text.replaceAll(/description: (?=[A-Z])/g, 'description: Newer. ');
}

async function beside(receiver: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = dirname(receiver);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** A path on which npm is a script, so that no test asks a registry. */
async function npmStandIn(script: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'bin');
  await mkdir(folder);
  await writeFile(join(folder, 'npm'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'npm'), 0o755);
  return `${folder}:/usr/bin:/bin`;
}

// The packages of this repository are those of every receiver; esbuild takes a tenth of the time of tsc.
const installAndBuild = `
case "$1" in
  install) ln -s '${root}node_modules' node_modules ;;
  run) find src -name '*.ts' | xargs '${root}node_modules/.bin/esbuild' --outdir=dist --outbase=src --log-level=error ;;
esac`;
