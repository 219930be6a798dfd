import { describe, expect, it } from 'vitest';
import { reportFailure } from '../../src/cli/failure.js';
import { createTerminal, type Terminal } from '../../src/cli/terminal.js';
import { UserError } from '../../src/errors.js';
import { specError } from '../../src/spec/spec-error.js';
import { specText } from '../spec/spec-text.js';

const escape = '\u001b';
const longText = `${'x'.repeat(450)}${escape}[2J\u202e${'y'.repeat(10)}`;

describe('colour', () => {
  it.each([
    ['on a terminal', { isTTY: true }, true],
    ['in a pipe', {}, false],
    ['with NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, false],
    ['with an empty NO_COLOR', { isTTY: true, env: { NO_COLOR: '' } }, true],
    ['on a dumb terminal', { isTTY: true, env: { TERM: 'dumb' } }, false],
    ['in a pipe with FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, true],
    ['on a terminal with FORCE_COLOR=0', { isTTY: true, env: { FORCE_COLOR: '0' } }, false],
  ])('%s is used: %#', (_case, options, isColoured) => {
    const { terminal, stdout, stderr } = capture(options);
    terminal.print('title', 'bold');
    terminal.error('wrong', 'error:');
    expect(stdout()).toBe(isColoured ? `${escape}[1mtitle${escape}[22m\n` : 'title\n');
    expect(stderr()).toBe(isColoured ? `${escape}[31merror:${escape}[39m wrong\n` : 'error: wrong\n');
  });
});

describe('progress', () => {
  it('is shown on a terminal and taken back before the next output', () => {
    const { terminal, stderr, stdout } = capture({ isTTY: true, env: { NO_COLOR: '1' } });
    terminal.progress('Reading');
    expect(stderr()).toBe('Reading …');
    terminal.print('done');
    expect(stderr()).toBe(`Reading …\r${escape}[2K`);
    expect(stdout()).toBe('done\n');
  });

  it.each([
    ['in a pipe', {}],
    ['with --quiet', { isTTY: true, quiet: true }],
  ])('is not shown %s', (_case, options) => {
    const { terminal, stderr } = capture(options);
    terminal.progress('Reading');
    expect(stderr()).toBe('');
  });

  it('never wraps', () => {
    const { terminal, stderr } = capture({ isTTY: true, env: { NO_COLOR: '1' } });
    terminal.progress('x'.repeat(300));
    expect(stderr()).toHaveLength(79);
  });
});

describe('text', () => {
  it('shows control characters instead of obeying them, in text of any length', () => {
    const { terminal, stdout, stderr } = capture();
    terminal.print(longText);
    terminal.table({ header: ['A'], rows: [[longText], [{ text: longText, style: 'red' }]] });
    terminal.error(longText);
    const shown = `${'x'.repeat(450)}\\u001b[2J\\u202e${'y'.repeat(10)}`;
    expect(stdout()).toBe(`${shown}\nA\n${shown}\n${shown}\n`);
    expect(stderr()).toBe(`${shown}\n`);
  });

  it('is left out with --quiet and with --json, errors are not', () => {
    for (const options of [{ quiet: true }, { json: true }]) {
      const { terminal, stdout, stderr } = capture(options);
      terminal.print('text');
      terminal.table({ header: ['A'], rows: [['b']] });
      terminal.error('wrong');
      expect(stdout()).toBe('');
      expect(stderr()).toBe('wrong\n');
    }
  });
});

describe('reportFailure', () => {
  it('shows message, details and help of a UserError, and no stack', async () => {
    const { terminal, stderr } = capture();
    const details = ['one', '  two'];
    const error = new UserError({ code: 'FOLDER_UNUSABLE', message: 'broken', help: 'Mend it.', details });
    expect(await reportFailure(error, terminal, false)).toBe(4);
    expect(stderr()).toBe('error: broken\n  one\n    two\nMend it.\n');
  });

  const broken = specError({
    place: { spec: specText('a: [\u001b'), at: { line: 1, column: 4 }, path: ['a', 'b\u202e'] },
    code: 'SPEC_SYNTAX',
    message: 'This list is not closed.',
    help: 'Mend it.',
  });

  it('shows what is wrong with a document: code, message, place, lines and fix', async () => {
    const { terminal, stderr } = capture();
    expect(await reportFailure(broken, terminal, false)).toBe(3);
    expect(stderr().split('\n')).toEqual([
      'error[SPEC_SYNTAX]: This list is not closed.',
      '  --> sinch.yaml:1:4  a > b\\u202e',
      '    > 1 | a: [\\u001b',
      '        |    ^',
      '  fix: Mend it.',
      '',
    ]);
  });

  it('colours the severity, the place and the caret of it on a terminal', async () => {
    const { terminal, stderr } = capture({ isTTY: true });
    await reportFailure(broken, terminal, false);
    expect(stderr()).toContain(`${escape}[31merror[SPEC_SYNTAX]:${escape}[39m This`);
    expect(stderr()).toContain(`        |    ${escape}[31m^${escape}[39m\n`);
    expect(stderr()).not.toContain('\u202e');
  });

  it('gives a program the same with --json, in which nothing can hide', async () => {
    const { terminal, stdout } = capture({ json: true });
    await reportFailure(broken, terminal, true);
    expect(stdout()).toMatch(/^[\n -~]*$/);
    expect(JSON.parse(stdout())).toMatchObject({
      error: {
        code: 'SPEC_SYNTAX',
        message: 'sinch.yaml:1:4 This list is not closed.',
        findings: [{ severity: 'error', file: 'sinch.yaml', line: 1, column: 4, path: ['a', 'b\u202e'] }],
      },
    });
  });

  it('takes anything else for a bug: the stack, a plea to report it, exit code 70', async () => {
    const { terminal, stderr } = capture();
    expect(await reportFailure(new TypeError('x is undefined'), terminal, false)).toBe(70);
    expect(stderr()).toMatch(/^bug: TypeError: x is undefined\n +at /);
    expect(stderr()).toMatch(/Please report it/);
  });

  it('keeps standard output JSON for a bug, too', async () => {
    const { terminal, stdout } = capture({ json: true });
    expect(await reportFailure('thrown text', terminal, true)).toBe(70);
    expect(JSON.parse(stdout())).toMatchObject({ error: { code: 'BUG', message: "'thrown text'" } });
  });
});

interface CaptureOptions {
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

function capture(options: CaptureOptions = {}): {
  terminal: Terminal;
  stdout: () => string;
  stderr: () => string;
} {
  const { isTTY = false, env = {}, json = false, quiet = false } = options;
  const written = { out: '', err: '' };
  const terminal = createTerminal({
    stdout: { isTTY, columns: 80, write: (text) => (written.out += text) },
    stderr: { isTTY, columns: 80, write: (text) => (written.err += text) },
    env,
    flags: { json, quiet },
  });
  return { terminal, stdout: () => written.out, stderr: () => written.err };
}
