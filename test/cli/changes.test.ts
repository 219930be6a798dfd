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

describe('a terminal', () => {
  it.each(hostile)('has a change with %j in two lines', (part) => {
    const lines = renderChanges(changesWith(part));

    expect(lines.filter((line) => line.startsWith('  '))).toHaveLength(10);
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
  });
});

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
