import { describe, expect, it } from 'vitest';
import { renderChanges, renderMarkdown } from '../../src/cli/changes.js';
import type { DocumentChange } from '../../src/diff.js';
import { diffModels } from '../../src/model/diff.js';
import type { EventModel } from '../../src/model/receiver-model.js';
import { eventWith, literals, object, text } from '../model/nodes.js';

const hostile = [
  '`',
  '``` ',
  '\n\n# Heading',
  '\r\n- item',
  '<img src=x onerror=alert(1)>',
  '</details>',
  '[a](https://evil.example)',
  '![a](//evil.example)',
  '@everyone',
  'https://evil.example',
  'www.evil.example',
  '&lt;b&gt;',
  '#1',
  '"; rm',
  '\\',
  '|',
  '\u2028',
  '*bold*',
];

describe('a pull request', () => {
  it.each(hostile)('has %j of a document as nothing but code, in one line', (part) => {
    const lines = renderMarkdown(changesWith(part));

    const items = lines.filter((line) => line !== '' && !line.startsWith('## '));
    expect(items).toHaveLength(5);
    for (const item of items) {
      expect(item).toMatch(/^- `[^`]+` /);
      expect(item).not.toMatch(/[\r\n\u2028]/);
      // What is left of the line without its code is our own words.
      expect(item.replace(/`[^`]*`/g, '')).toMatch(/^- [\w :,()\\[\]?{}]*$/);
    }
  });
});

describe('a pull request of more changes than GitHub takes', () => {
  // GitHub counts the line breaks too.
  const lengthOf = (lines: readonly string[]) => [...lines, ''].join('\n').length;

  it('has as many whole ones as fit, and says at the end how many do not', () => {
    const lines = renderMarkdown(additions(2_000));
    const shown = lines.filter((line) => line.startsWith('- '));

    expect(lengthOf(lines)).toBeLessThanOrEqual(65_536);
    expect(lengthOf(lines)).toBeGreaterThan(63_000);
    expect(shown.at(-1)).toBe(`- \`Thing${shown.length - 1}\` is new (\`src/handlers/a.ts\`)`);
    expect(lines.slice(-2)).toEqual([
      '',
      `A pull request has no room for the other ${2_000 - shown.length} of 2000 changes; \`sinch-webhooks diff\` without \`--markdown\` lists them all.`,
    ]);
  });

  it('stays within it where one change alone is too long, and where characters are written as escapes', () => {
    const long = additions(1).map((change) => ({ ...change, subject: 'x'.repeat(70_000) }));
    const escaped = additions(1).map((change) => ({ ...change, subject: '\u202e'.repeat(12_000) }));

    expect(renderMarkdown(long).at(-1)).toMatch(/the other 1 of 1 changes/);
    expect(renderMarkdown(escaped).at(-1)).toMatch(/the other 1 of 1 changes/);
  });

  it('ends with its last change where all of them fit', () => {
    expect(renderMarkdown(additions(3)).slice(-2)).toEqual(['- `Thing2` is new (`src/handlers/a.ts`)', '']);
  });

  it('does not shorten what a terminal shows', () => {
    expect(renderChanges(additions(2_000))).toHaveLength(4_001);
  });
});

describe('a terminal', () => {
  it.each(hostile)('has a change with %j in two lines', (part) => {
    const lines = renderChanges(changesWith(part));

    expect(lines.filter((line) => line.startsWith('  '))).toHaveLength(10);
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
  });
});

function additions(count: number): DocumentChange[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'additive',
    subject: `Thing${index}`,
    message: 'is new',
    triggers: ['A'],
    handlers: ['src/handlers/a.ts'],
  }));
}

/** The changes between two documents that have a text wherever a document may have any. */
function changesWith(part: string): DocumentChange[] {
  const event = (parts: Partial<EventModel>, name: string, values: readonly string[]): EventModel =>
    eventWith({ ...parts, payload: object('A', { [name]: text, colour: literals('Colour', values) }) });
  const before = event({}, `a${part}`, ['red']);
  const after = event(
    { address: `/${part}`, eventKey: part, identity: [[part, { keysOf: part }]] },
    'colour',
    [part, 'red'],
  );
  const model = (events: readonly EventModel[]) => ({ events });
  return diffModels({ before: model([before]), after: model([after]) }).map((change) => ({
    ...change,
    handlers: ['src/handlers/a.ts'],
  }));
}
