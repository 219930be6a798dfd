import { createMarkdownRenderer } from 'vitepress';
import { describe, expect, it } from 'vitest';
import { code, jsonBlock, prose, table } from '../../site/encode.js';
import { renderEvent } from '../../site/event-page.js';
import { markdown } from '../../site/markdown-options.js';
import { buildModel } from '../../src/model/build.js';
import { specDocument } from '../model/spec-document.js';

const renderer = await createMarkdownRenderer('/', { ...markdown, highlight });

const texts = [
  '{{ constructor.constructor("alert(1)")() }}',
  '<img src=x onerror="alert(1)"><script setup>alert(1)</script>',
  '[click](javascript:alert(1)) ![seen](https://example.com/x.png) <https://example.com>',
  'https://example.com and www.example.com and a@example.com',
  '# Heading {#id v-html="x"} {@click=x}',
  '- item',
  '1. item',
  '> [!WARNING]',
  '::: danger',
  '[[toc]] :smile: :) <<< /etc/passwd',
  '<!--@include: /etc/passwd-->',
  '[x]: https://example.com',
  'a | b || `c` ``d`` \\| \\` \\',
  '`',
  '```js',
  '___ *a* __b__ ~~c~~ &lt; &#60; &amp;',
  '---',
  '',
];

describe.each(texts)('%j', (text) => {
  it('is read as it is in a paragraph, in a cell and in code', () => {
    const page = [prose(text), table(['', ''], [[prose(text), code(text)]])].join('\n\n');
    const html = renderer.render(`Before.\n\n${page}`);
    const [cell = '', inCode = ''] = [...html.matchAll(/<td>(.*?)<\/td>/gs)].map(([, shown = '']) => shown);

    expect(tagsOf(html.replaceAll(/<\/?code>/g, ''))).toEqual(tagsOf(renderer.render(plainPage(text))));
    expect(textOf(cell)).toBe(text);
    // An include is looked for in code too.
    expect(textOf(inCode).trim()).toBe(text.replace('<!--', '<! --'));
  });

  it('is read as it is in a sample', () => {
    const value = { [text]: text };
    const html = renderer.render(`Before.\n\n${jsonBlock(value)}`);

    expect(html).not.toContain('<!--');
    expect(JSON.parse(textOf(/<code>(.*?)<\/code>/s.exec(html)?.[1] ?? ''))).toEqual(value);
  });
});

it('a page on an event of any document has no tags but those of its own Markdown', async () => {
  const pageFor = async (text: string) => {
    const payload = {
      type: 'object',
      description: text,
      properties: {
        thing_made: { enum: [`${text}b`, 'c'] },
        [`${text}p`]: { type: 'string', description: text },
      },
    };
    const message = {
      address: `/things/${text}`,
      trigger: 'THING_MADE',
      eventKey: 'thing_made',
      summary: text,
    };
    const [event] = buildModel(specDocument({ ...message, description: text, payload })).events;
    if (event === undefined) throw new Error('The document has no event.');
    return tagsOf(renderer.render((await renderEvent(event)).text));
  };
  const harmless = await pageFor('Made.');

  expect(harmless.length).toBeGreaterThan(50);
  for (const text of texts.filter((candidate) => candidate !== ''))
    expect(await pageFor(text), text).toEqual(harmless);
});

it('words stay words', () => {
  expect(renderer.render('- **Bold** :smile: :)')).toContain('<li><strong>Bold</strong> :smile: :)</li>');
});

it('Vue reads nothing in a page', () => {
  expect(renderer.render('Text.')).toMatch(/^<div v-pre>.*<\/div>$/s);
});

function plainPage(text: string): string {
  const cell = text === '' ? '' : 'Text';
  return ['Before.', cell, table(['', ''], [[cell, 'Text']])].join('\n\n');
}

function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (_entity, number: string | undefined, name: string) =>
      number === undefined ? (named[name] ?? name) : String.fromCodePoint(Number(number)),
    );
}

function highlight(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<pre><code>${escaped}</code></pre>`;
}
