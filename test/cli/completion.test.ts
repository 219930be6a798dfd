import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectWords } from '../../src/cli/completion/words.js';
import { shells } from '../../src/cli/shells.js';
import { buildBundledModel } from '../../src/model/bundled.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { describeNeeding } from '../support/describe-needing.js';
import { bareProgram, runCli } from './run-cli.js';

const run = promisify(execFile);
const scripts = new Map<string, string>();

beforeAll(async () => {
  for (const shell of shells) scripts.set(shell, (await runCli(['completion', shell])).stdout);
});

/** What is typed, and what completes its last word. */
const completions: readonly (readonly [typed: string, found: readonly string[]])[] = [
  ['sinch-webhooks ge', ['generate']],
  ['sinch-webhooks generate --target ', ['express', 'fastify', 'lambda']],
  ['sinch-webhooks check --no-c', ['--no-config']],
  [
    'sinch-webhooks generate --events message-inbound,opt-',
    ['message-inbound,opt-in', 'message-inbound,opt-out'],
  ],
  ['sinch-webhooks send MESSAGE_D', ['MESSAGE_DELIVERY']],
  ['sinch-webhooks send OPT_IN opt-', ['opt-in', 'opt-out']],
  ['sinch-webhooks register list --region ', ['br', 'eu', 'us']],
  ['sinch-webhooks register ro', ['rotate']],
  ['sinch-webhooks help ge', ['generate']],
  ['sinch-webhooks send --to ', []],
];

describe.each(shells)('the script for %s', (shell) => {
  it('has every command, flag, choice and event', async () => {
    const { events } = await buildBundledModel();
    const { commands, triggers, eventNames } = collectWords(
      bareProgram(),
      events.map(({ trigger }) => trigger),
    );
    const expected = commands.flatMap(({ argument, flags }) => [
      argument,
      ...flags.map(({ value }) => value),
    ]);
    const words = [
      ...commands.flatMap(({ name, flags }) => [name, ...flags.flatMap(({ names }) => names)]),
      ...expected.flatMap((one) => (one.kind === 'words' ? one.words : [])),
      ...triggers,
      ...eventNames,
    ].filter((word) => word !== '');
    // fish writes -l target for --target.
    const written = new Set(scripts.get(shell)?.match(/[\w-]+/g));
    const isThere = (word: string) =>
      written.has(word) || (shell === 'fish' && written.has(word.replace(/^-+/, '')));

    expect(new Set(words).size).toBeGreaterThan(120);
    expect(words.filter((word) => !isThere(word))).toEqual([]);
  });
});

it('a word that means something to a shell gets into no script', () => {
  const program = bareProgram();
  expect(() => collectWords(program, ['OPT_IN', '$(reboot)'])).toThrow('is no word for a shell');
  program.command("it's");
  expect(() => collectWords(program, ['OPT_IN'])).toThrow('is no word for a shell');
});

it('a shell that is not known is named, with those that are', async () => {
  const { exitCode, stderr } = await runCli(['completion', 'fissh']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Did you mean fish?');
});

describeNeeding('bash', 'bash', () => {
  // Splits a line as bash does for what completes it, and calls what is registered.
  const driver = `
    eval "$1"
    [[ $(complete -p sinch-webhooks) == *'-F _sinch_webhooks '* ]] || exit 1
    shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _sinch_webhooks
    for found in "\${COMPREPLY[@]}"; do printf '%s\\n' "$found"; done`;
  const complete = async (
    words: readonly string[],
    { cwd, script = scripts.get('bash') ?? '' }: { cwd?: string; script?: string } = {},
  ) => {
    const argv = ['--norc', '-c', driver, 'bash', script, ...words];
    return linesOf((await run('bash', argv, { cwd })).stdout);
  };

  it.each(completions)('completes "%s"', async (typed, found) => {
    expect((await complete(typed.split(' '))).toSorted()).toEqual(found);
  });

  it('completes what stands behind an equals sign, which it takes for a word', async () => {
    expect(await complete(['sinch-webhooks', 'generate', '--target', '='])).toHaveLength(3);
    expect(await complete(['sinch-webhooks', 'generate', '--target', '=', 'f'])).toEqual(['fastify']);
  });

  it('minds neither what the shell splits words by, nor a search path that leads nowhere', async () => {
    const script = `IFS=:; set -u; PATH=/nowhere; ${scripts.get('bash') ?? ''}`;
    expect(await complete(['sinch-webhooks', 'generate', '--target', ''], { script })).toHaveLength(3);
  });

  it('completes files and folders, and runs nothing of their names', async () => {
    const folder = await temporaryFolder({
      '$(touch ran) `touch ran`.yaml': '',
      '[a-z] b.yaml': '',
      'deep/a.yaml': '',
    });
    expect((await complete(['sinch-webhooks', 'validate', ''], { cwd: folder })).toSorted()).toEqual([
      '$(touch ran) `touch ran`.yaml',
      '[a-z] b.yaml',
      'deep',
    ]);
    expect(await complete(['sinch-webhooks', 'check', ''], { cwd: folder })).toEqual(['deep']);
    expect(await complete(['sinch-webhooks', 'validate', 'deep/'], { cwd: folder })).toEqual(['deep/a.yaml']);
  });
});

describeNeeding('zsh', 'zsh', () => {
  // Outside of a widget there is no compadd: these print what they would add.
  const driver = `
    compdef() { registered=$2 }
    compset() { [[ $1 == -P && $2 == '*,' ]] && prefix=\${PREFIX%,*}, ; return 0 }
    compadd() {
      while [[ $1 != -- ]]; do shift; done
      shift
      for word in "$@"; do [[ $word == $cur* ]] && print -r -- "$prefix$word"; done
    }
    _describe() {
      for word in "\${(@P)\${@[-1]}}"; do [[ \${word%%:*} == $cur* ]] && print -r -- "\${word%%:*}"; done
    }
    _files() { print -r -- "files $*" }
    eval "$1"
    [[ $registered == sinch-webhooks ]] || exit 1
    shift
    words=("$@") CURRENT=$# PREFIX=\${@[-1]} prefix=''
    _sinch_webhooks || true`;
  const complete = async (words: readonly string[]) => {
    const argv = ['-f', '-c', driver, 'zsh', scripts.get('zsh') ?? '', ...words];
    return linesOf((await run('zsh', argv)).stdout);
  };

  it.each(completions)('completes "%s"', async (typed, found) => {
    expect((await complete(typed.split(' '))).toSorted()).toEqual(found);
  });

  it('completes what stands behind an equals sign, and files and folders', async () => {
    expect(await complete(['sinch-webhooks', 'generate', '--target=f'])).toEqual(['fastify']);
    expect(await complete(['sinch-webhooks', 'validate', ''])).toEqual(['files ']);
    expect(await complete(['sinch-webhooks', 'check', ''])).toEqual(['files -/']);
  });
});

describeNeeding('fish', 'fish', () => {
  const complete = async (line: string) => {
    const { stdout } = await run('fish', [
      '--no-config',
      '-c',
      'eval $argv[1]; complete -C $argv[2]',
      scripts.get('fish') ?? '',
      line,
    ]);
    return linesOf(stdout).map((found) => found.split('\t')[0]);
  };

  it.each(completions)('completes "%s"', async (typed, found) => {
    expect((await complete(typed)).toSorted()).toEqual(found);
  });

  it('completes what stands behind an equals sign', async () => {
    expect(await complete('sinch-webhooks generate --target=f')).toEqual(['--target=fastify']);
    expect(await complete('sinch-webhooks generate --events=opt-in,opt-o')).toEqual([
      '--events=opt-in,opt-out',
    ]);
  });
});

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
