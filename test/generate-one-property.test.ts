import { createTwoFilesPatch } from 'diff';
import { beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../src/generate.js';
import { diffDocuments } from '../src/diff.js';
import type { SpecText } from '../src/spec/document.js';
import { loadSpec } from '../src/spec/load.js';
import { newFolder } from './support/receiver-folder.js';
import { treeOf } from './support/tree.js';

const comment = 'Which no other property has to do with.';

describe('adding one property to one schema', () => {
  let before: SpecText;
  let after: SpecText;

  beforeAll(async () => {
    before = await loadSpec({ kind: 'bundled' });
    const place = /(\n {4}ChannelIdentity:\n(?: {6}.*\n)*? {6}properties:\n)/;
    const property = `        shoe_size:\n          type: string\n          description: ${comment}\n`;
    after = {
      source: { kind: 'file', location: 'newer.yaml' },
      name: 'newer.yaml',
      text: before.text.replace(place, `$1${property}`),
    };
    expect(after.text).not.toBe(before.text);
  });

  it('changes the lines of that property alone in src/generated', async () => {
    const directory = await newFolder();
    await generate({ directory, target: 'fastify', spec: before });
    const { files } = await generate({ directory, spec: after });

    const changed = files.filter((file) => file.before !== file.after);
    expect(changed.map(({ path, action }) => `${action} ${path}`)).toEqual([
      'overwrite src/generated/types.ts',
      'overwrite src/generated/validators.ts',
    ]);
    for (const file of changed) {
      const lines = changedLines(file.before, file.after);
      expect(lines.length, file.path).toBeGreaterThan(0);
      expect(lines.filter((line) => !line.startsWith('+'))).toEqual([]);
      expect(lines.filter((line) => !line.includes('shoe_size') && !line.includes(comment))).toEqual([]);
    }
    expect((await treeOf(directory))['src/generated/types.ts']).toContain('  shoe_size?: string;');
  });

  it('is one change between the documents, which touches every event with that schema', async () => {
    const changes = await diffDocuments({ before, after });

    expect(changes).toEqual([
      expect.objectContaining({
        kind: 'additive',
        subject: 'ChannelIdentity.shoe_size',
        message: 'is new: string',
      }),
    ]);
    expect(changes[0]?.triggers.length).toBeGreaterThan(5);
  });
});

function changedLines(before = '', after = ''): string[] {
  const [, ...lines] = createTwoFilesPatch('a', 'b', before, after, '', '', { context: 0 }).split('@@\n');
  return lines.flatMap((hunk) => hunk.split('\n')).filter((line) => /^[+-]/.test(line));
}
