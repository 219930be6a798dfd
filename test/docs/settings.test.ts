import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fillTables } from '../../bench/page.js';
import { code, table } from '../../site/encode.js';
import { settingsOf } from '../../src/render/settings.js';
import { targetNames, targets } from '../../src/render/targets/index.js';

// Update with: npx vitest run test/docs/settings -u
describe.each(targetNames)('docs/targets/%s.md', (name) => {
  it('has every setting of the target, with its default', async () => {
    const page = `../../docs/targets/${name}.md`;
    const text = await readFile(new URL(page, import.meta.url), 'utf8');
    const rows = settingsOf(targets[name]).map(({ name: variable, fallback, meaning }) => [
      code(variable),
      fallback === undefined ? '' : code(fallback),
      // Our own text, in which words in capital letters are names.
      meaning.replaceAll('|', '\\|').replace(/\b[A-Z]+(_[A-Z]+)+(=\w+)?\b|\bINBOX=\w+/g, '`$&`'),
    ]);
    const filled = await fillTables(text, { settings: table(['variable', 'default', ''], rows) });

    await expect(filled).toMatchFileSnapshot(page);
  });
});
