import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completeList } from '../../src/cli/questions.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { describeNeeding } from '../support/describe-needing.js';
import { documentOf, newReceiver } from '../support/receiver-folder.js';
import { runCli } from './run-cli.js';
import { interrupt, plain, runOnTerminal } from './run-on-terminal.js';

const home = process.cwd();
let folder = '';

beforeEach(async () => {
  folder = await temporaryFolder();
  process.chdir(folder);
});
afterEach(() => process.chdir(home));

const answer = (answers: readonly string[], env?: Readonly<Record<string, string>>) =>
  runOnTerminal(['init'], answers, env);

describe('init', () => {
  it('takes what it proposes for an empty answer, and says the command', async () => {
    const { exitCode, shown } = await answer(['', '', '', '', '', 'no']);
    expect(exitCode).toBe(0);
    expect(shown).toContain('  npx sinch-webhooks generate my-receiver --target fastify\n');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says and does the same, after a yes', async () => {
    const { exitCode, shown } = await answer(['own', 'express', '', '', 'opt-in', '']);
    const command = /npx sinch-webhooks (generate .*)/.exec(shown)?.[1] ?? '';

    expect({ exitCode, command }).toEqual({
      exitCode: 0,
      command: 'generate own --target express --events OPT_IN',
    });
    expect(shown).toContain('own: 1 event on Express');
    await runCli(command.replace('own', 'again').split(' '));
    const manifest = '.sinch-webhooks/manifest.json';
    expect(await readFile(join('again', manifest), 'utf8')).toBe(
      await readFile(join('own', manifest), 'utf8'),
    );
  });

  it('asks again where generate would refuse', async () => {
    const taken = await newReceiver();
    const settled = [taken, 'own', 'koa', 'express', 'nowhere.yaml', '-', 'bundled', 'chatbt', 'chatbot'];
    const events = ['opt-in', 'opt-n', 'all'];
    const { exitCode, shown, unasked } = await answer([...settled, ...events, 'perhaps', 'no']);

    expect({ exitCode, unasked }).toEqual({ exitCode: 0, unasked: [] });
    expect(shown).toContain('holds a receiver already');
    expect(shown).toContain('Target does not know "koa"');
    expect(shown).toContain('No document at nowhere.yaml');
    expect(shown).toContain('Answers come from standard input');
    expect(shown).toContain('Did you mean chatbot?');
    expect(shown).toContain(
      'The recipe chatbot needs MESSAGE_INBOUND, MESSAGE_SUBMIT, MESSAGE_DELIVERY, OPT_OUT too',
    );
    expect(shown).toContain('Did you mean OPT_IN?');
    expect(shown).toContain('neither yes nor no');
    expect(await readdir(folder)).toEqual([]);
  });

  it('offers the events of the document, and no recipe that needs others', async () => {
    const root = await temporaryFolder({ 'my sinch.yaml': documentOf({ 'opt-in': {}, 'opt-out': {} }).text });
    const spec = join(root, 'my sinch.yaml');
    // Run from source, what reads a document finds its parts from here.
    process.chdir(home);
    const { shown } = await answer(['own', 'lambda', spec, 'opt-out', 'no']);

    expect(shown).toContain('  OPT_IN, OPT_OUT\n');
    expect(shown).toContain(
      `npx sinch-webhooks generate own --target lambda --spec '${spec}' --events OPT_OUT\n`,
    );
  });

  it('proposes what is set already, and says the flag that lifts it', async () => {
    const env = {
      SINCH_WEBHOOKS_DIR: 'set',
      SINCH_WEBHOOKS_TARGET: 'express',
      SINCH_WEBHOOKS_EVENTS: 'opt-in',
      SINCH_WEBHOOKS_RECIPE: 'reactive',
    };
    const { shown } = await answer(['', '', '', 'none', 'all', 'no'], env);
    expect(shown).toContain('Folder [set]: ');
    expect(shown).toContain('Target [express]: ');
    expect(shown).toContain('generate set --target express --recipe none --events all\n');
  });

  it('says what makes the command do the same: templates, and where settings are from', async () => {
    await writeFile('own.json', '{ "templates": "none" }');
    const program = await runOnTerminal(['init', '--config', 'own.json'], ['-own', '', '', '', '', 'no']);
    expect(program.shown).toContain('generate ./-own --target fastify --config own.json\n');
    const none = await runOnTerminal(['init', '--no-config'], ['a\\b', '', '', '', '', 'no'], {
      SINCH_WEBHOOKS_TEMPLATES: 'my own',
    });
    const folder = sep === '\\' ? 'a\\b' : `'a\\b'`;
    expect(none.shown).toContain(`generate ${folder} --target fastify --templates 'my own' --no-config\n`);
  });

  it('takes no folder that a shell would take for another', async () => {
    const { shown, exitCode } = await answer(['~/own', "it's", '', '', '', '', 'no']);
    expect({ exitCode, isAsked: shown.includes('what ~ stands for') }).toEqual({
      exitCode: 0,
      isAsked: true,
    });
    expect(shown).toContain(`generate 'it'\\''s' --target fastify\n`);
  });

  it('completes the last name of a list', () => {
    expect(completeList('OPT_IN, OPT_O', ['OPT_IN', 'OPT_OUT'])).toEqual([['OPT_OUT'], 'OPT_O']);
  });

  it.each([
    ['Ctrl+C', [interrupt]],
    ['Ctrl+C in the middle', ['own', 'express', interrupt]],
    ['Ctrl+C in place of a yes', ['own', 'express', '', '', '', interrupt]],
    ['the end of the input', []],
    ['the end of the input in place of a yes', ['own', 'express', '', '', '']],
  ])('ends at %s with exit code 130, and has written nothing', async (_what, answers) => {
    const { exitCode, shown } = await answer(answers);
    expect(exitCode).toBe(130);
    expect(shown).toMatch(/Interrupted: nothing was written\.\n$/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('on no terminal is a usage error that names generate', async () => {
    const { exitCode, stdout, stderr } = await runCli(['init'], { stdin: 'own\n\n\n\n\n\n' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('npx sinch-webhooks generate my-receiver --target fastify');
    expect(await readdir(folder)).toEqual([]);
  });
});

describeNeeding('script', 'init on a real terminal', () => {
  const main = pathToFileURL(join(home, 'src/cli/main.ts'));
  const source = `import { main } from '${main.href}'; await main(['init']);`;

  /** Types on a terminal that `script` opens, each text when the one before it has been asked for. */
  async function type(dialogue: readonly (readonly [asked: string, typed: string])[]) {
    const tsx = fileURLToPath(import.meta.resolve('tsx'));
    const command = `${process.execPath} --import ${tsx} --input-type=module -e "$SOURCE"`;
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      env: { ...process.env, SOURCE: source, TERM: 'xterm' },
    });
    let shown = '';
    const waiting = [...dialogue];
    child.stdout.on('data', (piece: Buffer) => {
      shown += piece.toString();
      const [asked, typed] = waiting[0] ?? [];
      if (asked === undefined || !plain(shown).includes(asked)) return;
      waiting.shift();
      child.stdin.write(typed);
    });
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    return { exitCode, shown: plain(shown), waiting };
  }

  it('takes answers, and ends at Ctrl+C', async () => {
    const { exitCode, shown, waiting } = await type([
      ['Folder [my-receiver]: ', 'own\r'],
      ['Target [fastify]: ', 'expr\t'],
      ['Target [fastify]: express', '\r'],
      ['Document [bundled]: ', interrupt],
    ]);
    expect(waiting).toEqual([]);
    expect(shown).toContain('Target [fastify]: express');
    expect(shown).toContain('Interrupted: nothing was written.');
    expect(exitCode).toBe(130);
    expect(await readdir(folder)).toEqual([]);
  });
});
