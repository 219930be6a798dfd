import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { documentOf } from '../support/receiver-folder.js';
import { runCli } from './run-cli.js';

const older = documentOf({ 'thing-made': { size: 'string' }, 'thing-lost': {} }).text;
const newer = documentOf({ 'thing-made': { size: 'string', colour: 'string' } }).text;

describe('diff', () => {
  it('prints the changes by kind with the handlers they touch, and exits 1 when one breaks', async () => {
    expect(await diff(older, newer)).toEqual({
      exitCode: 1,
      stderr: '',
      stdout: [
        'Breaking:',
        '  THING_LOST is gone',
        '      src/handlers/thing-lost.ts',
        'Additive:',
        '  ThingMade.colour is new: string',
        '      src/handlers/thing-made.ts',
        '',
      ].join('\n'),
    });
  });

  it('exits 0 when none breaks', async () => {
    const { exitCode, stdout } = await diff(
      older,
      documentOf({ 'thing-made': { size: 'string' }, 'thing-lost': {}, a: {} }).text,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Additive:\n {2}A is new\n/);
  });

  it.each([[[]], [['--markdown']]])('says that there is none: %j', async (flags) => {
    expect(await diff(older, older, ...flags)).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: 'The documents describe the same receiver.\n',
    });
  });

  it('prints the body of a pull request with --markdown', async () => {
    const { exitCode, stdout } = await diff(older, newer, '--markdown');
    expect(exitCode).toBe(1);
    expect(stdout).toBe(
      [
        '## Breaking',
        '',
        '- `THING_LOST` is gone (`src/handlers/thing-lost.ts`)',
        '',
        '## Additive',
        '',
        '- `ThingMade.colour` is new: string (`src/handlers/thing-made.ts`)',
        '',
        '',
      ].join('\n'),
    );
  });

  it('prints one JSON object with --json', async () => {
    const { exitCode, stdout } = await diff(older, newer, '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      breaking: true,
      changes: [
        {
          kind: 'breaking',
          subject: 'THING_LOST',
          message: 'is gone',
          handlers: ['src/handlers/thing-lost.ts'],
        },
        { kind: 'additive', triggers: ['THING_MADE'] },
      ],
    });
    expect(JSON.parse((await diff(older, older, '--json')).stdout)).toEqual({ breaking: false, changes: [] });
  });

  it('reads standard input, and the bundled document where no other is named', async () => {
    const { exitCode, stdout } = await runCli(['diff', '-'], { stdin: older });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('  THING_MADE is gone\n');
    expect(stdout).toContain('  MESSAGE_INBOUND is new\n');
    expect((await runCli(['diff', 'bundled', 'bundled'])).stdout).toContain('the same receiver');
  });

  it('ends in exit code 3 for a document that is not there', async () => {
    const { exitCode, stderr } = await runCli(['diff', 'bundled', '/nowhere/newer.yaml']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('No document at /nowhere/newer.yaml');
  });
});

async function diff(before: string, after: string, ...flags: readonly string[]) {
  const folder = await temporaryFolder({ 'before.json': before, 'after.json': after });
  return runCli(['diff', join(folder, 'before.json'), join(folder, 'after.json'), ...flags]);
}
