import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { countText, limits } from '../../src/spec/limits.js';

it('the documentation has the bounds as they are', () => {
  const page = readFileSync(new URL('../../docs/documents.md', import.meta.url), 'utf8');
  const cells = [...page.matchAll(/^\| .* \| (.*?) +\|$/gm)].map(([, cell]) => cell);

  expect(cells.slice(-13)).toEqual([
    `${limits.bytes / 1024 / 1024} MiB`,
    String(limits.parts),
    `${limits.fetchMilliseconds / 1000} s`,
    `${limits.partsMilliseconds / 1000} s`,
    `${countText(limits.tokens)}; ${countText(limits.values)}`,
    countText(limits.copiedCharacters),
    String(limits.depth),
    `${countText(limits.resolvedValues)}; ${limits.resolvedDepth}`,
    countText(limits.references),
    countText(limits.cyclicDepth),
    countText(limits.builtSchemas),
    `${countText(limits.writtenCharacters)}; ${countText(limits.fileCharacters)}; ${countText(limits.formattedCharacters)}`,
    `${limits.rulesMilliseconds / 1000} s and ${limits.rulesMillisecondsPerMebibyte / 1000} s for each MiB after the first; ${countText(limits.rulesMegabytes)} MB`,
  ]);
});
