import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { attackClasses } from './attacks/index.js';
import { listPositions } from './positions.js';
import { document2 } from './vocabulary/document-2.js';
import { document3 } from './vocabulary/document-3.js';

const page = await readFile(new URL('../../docs/hostile-documents.md', import.meta.url), 'utf8');

it('the page on hostile documents counts those that are tried, of which there are more than 80', () => {
  const counts = attackClasses.map(({ aim, attacks }) => [aim, attacks.length]);
  const total = attackClasses.flatMap(({ attacks }) => attacks).length;
  const [, table = ''] = /<!-- classes.*?-->(.*)<!-- end of classes -->/s.exec(page) ?? [];
  const rows = [...table.matchAll(/^\| (.*?) +\| (\d+) +\|$/gm)].map(([, aim, count]) => [
    aim,
    Number(count),
  ]);

  expect(rows).toEqual([...counts, ['in all', total]]);
  expect(total).toBeGreaterThan(80);
});

it('the page on hostile documents counts the places of a canary', () => {
  const text = page.replaceAll(/\s+/g, ' ');

  expect(text).toContain(
    `${listPositions(document2).length} places of one that has every field of AsyncAPI 2.6`,
  );
  expect(text).toContain(`and ${listPositions(document3).length} of one that has those of 3.0`);
});
