import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { documentOf } from '../support/receiver-folder.js';
import { runCli } from './run-cli.js';

const good = documentOf({ 'thing-made': { size: 'string' }, 'thing-lost': {} }).text;
const broken = ['asyncapi: 3.0.0', 'info: { title: T, version: "1" }', 'channels:', '  c: { wrong: 1 }'];
const withPattern = `asyncapi: 3.1.0
info: { title: T, version: '1' }
channels:
  a:
    address: /a
    messages:
      m:
        payload:
          type: object
          properties:
            name: { type: string, pattern: '(a+)+$' }
operations:
  receiveA: { action: receive, channel: { $ref: '#/channels/a' } }
`;

describe('validate', () => {
  it('says of a valid document which events a receiver has, and exits 0', async () => {
    const { exitCode, stdout, stderr } = await validate(good);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Valid AsyncAPI 2\.6\.0/m);
    expect(stdout).toContain('A receiver has 2 events: THING_MADE, THING_LOST\n');
  });

  it('shows every error with its place and fix, and exits 1', async () => {
    const { exitCode, stdout, stderr } = await validate([...broken, '  d: { wrong: 1 }'].join('\n'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'error[SPEC_INVALID]: Property "wrong" is not expected to be here',
      '  --> standard input:4:15  channels > c > wrong',
      '      2 | info: { title: T, version: "1" }',
      '      3 | channels:',
      '    > 4 |   c: { wrong: 1 }',
      '        |               ^',
      '      5 |   d: { wrong: 1 }',
      '  fix: Remove "wrong", or correct its name.',
      '',
      'error[SPEC_INVALID]: Property "wrong" is not expected to be here',
      '  --> standard input:5:15  channels > d > wrong',
      '      3 | channels:',
      '      4 |   c: { wrong: 1 }',
      '    > 5 |   d: { wrong: 1 }',
      '        |               ^',
      '  fix: Remove "wrong", or correct its name.',
      '',
      'Not valid: 2 errors',
      '',
    ]);
  });

  it('shows a syntax error alone', async () => {
    const { exitCode, stdout } = await validate('asyncapi: 9\nchannels: [\n');
    expect(exitCode).toBe(1);
    expect(stdout.match(/^\w+\[\w+\]/gm)).toEqual(['error[SPEC_SYNTAX]']);
    expect(stdout).toMatch(/^Not valid: 1 error$/m);
  });

  it.each([
    ['without content', '\n', 'SPEC_EMPTY'],
    ['that is too large', '#'.repeat(10 * 1024 * 1024 + 1), 'SPEC_TOO_LARGE'],
    ['that is nested too deeply', '['.repeat(100_000), 'SPEC_TOO_DEEP'],
    ['of another kind', 'openapi: 3.1.0', 'SPEC_NOT_ASYNCAPI'],
  ])('tells of a document %s, and exits 1', async (_what, text, code) => {
    const { exitCode, stdout } = await validate(text);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`^error\\[${code}\\]: `));
  });

  it('names a rule that a receiver does not check, where it stands', async () => {
    const { exitCode, stdout } = await validate(withPattern);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('warning[SPEC_RULE_UNUSED]: A receiver does not check pattern here');
    expect(stdout).toContain('  --> standard input:11:44  ');
    expect(stdout).toContain('Valid AsyncAPI 3.1.0, 2 warnings\n');
  });

  it('hides informational findings, and shows them with --all', async () => {
    const { stdout } = await validate(good);
    expect(stdout).not.toContain('SPEC_ADVICE');
    expect(stdout).toContain('not shown; --all shows them\n');

    const all = (await validate(good, '--all')).stdout;
    expect(all).toContain('info[SPEC_ADVICE]: ');
    expect(all).not.toContain('not shown');
  });

  it('judges the bundled document where no other is named', async () => {
    const { exitCode, stdout } = await runCli(['validate']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Valid AsyncAPI 3\.0\.0\nA receiver has 22 events: MESSAGE_INBOUND, /);
  });

  it('says the same of a file, by its name', async () => {
    const folder = await temporaryFolder({ 'bad.yaml': broken.join('\n') });
    const { exitCode, stdout } = await runCli(['validate', join(folder, 'bad.yaml')]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`  --> ${join(folder, 'bad.yaml')}:4:15  channels > c > wrong\n`);
  });

  it('ends in exit code 3 where there is no document, and in 2 for flags that exclude each other', async () => {
    const missing = await runCli(['validate', '/nowhere/sinch.yaml']);
    expect(missing).toMatchObject({ exitCode: 3, stdout: '' });
    expect(missing.stderr).toContain('error[SPEC_NOT_FOUND]: No document at /nowhere/sinch.yaml');
    expect((await runCli(['validate', '--json', '--sarif'])).exitCode).toBe(2);
  });

  it('is quiet in a pipe: nothing but text', async () => {
    const { stdout, stderr } = await runCli(['validate', '-'], { stdin: broken.join('\n') });
    expect(stderr).toBe('');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('validate --json', () => {
  it('is one object with the findings as data', async () => {
    const { exitCode, stdout, stderr } = await validate(broken.join('\n'), '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      valid: false,
      asyncapi: null,
      events: [],
      findings: [
        {
          code: 'SPEC_INVALID',
          severity: 'error',
          message: 'Property "wrong" is not expected to be here',
          help: 'Remove "wrong", or correct its name.',
          file: 'standard input',
          line: 4,
          column: 15,
          path: ['channels', 'c', 'wrong'],
        },
      ],
    });
  });

  it('lists the events of a valid document, and informational findings with --all only', async () => {
    const severities = async (...flags: string[]) =>
      new Set(
        JSON.parse((await validate(good, '--json', ...flags)).stdout).findings.map(
          ({ severity }: { severity: string }) => severity,
        ),
      );
    expect(await severities()).not.toContain('info');
    expect(await severities('--all')).toContain('info');
    expect(JSON.parse((await validate(good, '--json')).stdout)).toMatchObject({
      valid: true,
      asyncapi: '2.6.0',
      events: [{ trigger: 'THING_MADE', handler: 'src/handlers/thing-made.ts' }, { trigger: 'THING_LOST' }],
    });
  });
});

async function validate(stdin: string, ...flags: readonly string[]) {
  return runCli(['validate', '-', ...flags], { stdin });
}
