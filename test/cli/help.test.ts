import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registerActions } from '../../src/cli/register-actions.js';
import { exitCodes } from '../../src/errors.js';
import { targetNames } from '../../src/render/targets/index.js';
import { runCli } from './run-cli.js';

const commands = [
  'generate',
  'check',
  'undo',
  'eject',
  'doctor',
  'send',
  'listen',
  'sandbox',
  'demo',
  'register',
  'diff',
  'events',
  'validate',
  'init',
  'completion',
];

describe.each(['', ...commands].map((command) => ({ command })))(
  'sinch-webhooks $command --help',
  ({ command }) => {
    const argv = [command, '--help'].filter((word) => word !== '');

    it('begins with examples that name the command', async () => {
      const { exitCode, stdout, stderr } = await runCli(argv);
      const [first, second] = stdout.split('\n');
      expect({ exitCode, stderr, first }).toEqual({ exitCode: 0, stderr: '', first: 'Examples:' });
      expect(second).toContain(`sinch-webhooks ${command}`);
      expect(stdout).toContain('Usage: sinch-webhooks');
    });

    it('fits in 80 columns', async () => {
      const { stdout } = await runCli(argv);
      const lines = stdout.split('\n');
      expect(lines.length).toBeGreaterThan(10);
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
    });
  },
);

describe('help', () => {
  it('lists every exit code, and so does the README', async () => {
    const { stdout } = await runCli(['--help']);
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const table = Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]);

    expect(rowsOf(stdout, /^ {2}(\d+) +(.*)$/gm)).toEqual(table);
    expect(rowsOf(readme, /^\| (\d+) +\| (.*?) +\|$/gm)).toEqual(table);
  });

  it('lists every command', async () => {
    const { stdout } = await runCli(['--help']);
    const listed = [...stdout.matchAll(/^ {2}(\w+) (?:\[|<)/gm)].map(([, command]) => command);
    expect(listed).toEqual([...commands, 'help']);
  });

  it('of register is the same for each thing that it does', async () => {
    const { stdout } = await runCli(['register', '--help']);
    for (const action of registerActions) {
      expect(await runCli(['register', action, '--help'])).toMatchObject({ exitCode: 0, stdout });
    }
  });

  it('lists every target', async () => {
    const { stdout } = await runCli(['generate', '--help']);
    for (const name of targetNames) expect(stdout).toContain(`"${name}"`);
  });

  it('is shown as a usage error when no command is named', async () => {
    const { exitCode, stdout, stderr } = await runCli([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Examples:/);
  });

  it('gives the version of the package', async () => {
    expect(await runCli(['--version'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

function rowsOf(text: string, row: RegExp): string[][] {
  return [...text.matchAll(row)].map(([, code = '', meaning = '']) => [code, meaning]);
}
