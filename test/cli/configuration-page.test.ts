import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { fillTables } from '../../bench/page.js';
import { type Setting, settings, variableOf } from '../../src/cli/settings.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { runCli } from './run-cli.js';

const page = new URL('../../docs/configuration.md', import.meta.url);
const home = process.cwd();
afterEach(() => process.chdir(home));

describe('docs/configuration.md', () => {
  // Update with: npx vitest run test/cli/configuration-page.test.ts -u
  it('lists every setting, its variable and its default', async () => {
    const filled = await fillTables(await readFile(page, 'utf8'), { settings: renderSettings() });
    await expect(filled).toMatchFileSnapshot('../../docs/configuration.md');
  });

  it('begins with a file that is taken as it is', async () => {
    const [, example = ''] = /```ts\n([^]*?)```/.exec(await readFile(page, 'utf8')) ?? [];
    process.chdir(await temporaryFolder({ 'sinch-webhooks.config.ts': example }));
    for (const command of ['generate', 'send', 'sandbox', 'doctor', 'undo']) {
      const { exitCode, stdout } = await runCli([command, '--print-config']);
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: expect.stringContaining('file: sinch-webhooks.config.ts'),
      });
    }
  });
});

function renderSettings(): string {
  const rows = Object.entries<Setting>(settings).map(([key, { kind, meaning, byDefault, alsoFrom }]) => [
    `\`${key}\``,
    [variableOf(key), ...(alsoFrom === undefined ? [] : [alsoFrom])].map((name) => `\`${name}\``).join(', '),
    meaning,
    kind.expected.replaceAll('|', '\\|'),
    byDefault,
  ]);
  const heading = ['key', 'variable', 'meaning', 'in a file', 'default'];
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
