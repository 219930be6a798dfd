import { describe, expect, it } from 'vitest';
import { renderTemplate } from '../../src/render/engine.js';

describe('a name that the view does not have', () => {
  it.each([
    '{{mispelt}}',
    '{{view.mispelt}}',
    '{{#if mispelt}}a{{/if}}',
    '{{#if mispelt}}a{{else}}b{{/if}}',
    '{{#unless mispelt}}a{{/unless}}',
    '{{#each mispelt}}a{{/each}}',
    '{{#with mispelt}}a{{/with}}',
    '{{#each list}}{{mispelt}}{{/each}}',
    '{{#each list}}{{#if mispelt}}a{{/if}}{{/each}}',
    '{{mispelt name}}',
    '{{#mispelt}}a{{/mispelt}}',
    '{{> mispelt}}',
  ])('throws in %s', async (template) => {
    await expect(renderTemplate(template, { name: 'x', view: {}, list: [{}] })).rejects.toThrow();
  });
});

describe('a template without a name', () => {
  it('is the text itself', async () => {
    const text = 'const a = { b: `\\${c}` };\n\\ } } { {\n';
    expect(await renderTemplate(text, {})).toBe(text);
  });
});

describe('a value', () => {
  it('appears as it is, whatever is in it', async () => {
    const value = `<a href="x">&amp; 'single' \`tick\` {{name}} {{{name}}} \${name} <%= name %> \\ \\{{name}}`;

    expect(await renderTemplate('[{{value}}]', { value, name: 'no' })).toBe(`[${value}]`);
    expect(await renderTemplate('{{#each list}}[{{this}}]{{/each}}', { list: [value] })).toBe(`[${value}]`);
  });

  it('is there when it is empty, false or zero', async () => {
    expect(await renderTemplate('[{{a}}{{b}}{{c}}]', { a: '', b: false, c: 0 })).toBe('[false0]');
  });
});

it('renders the blocks that templates use', async () => {
  const template =
    '{{#if yes}}1{{/if}}{{#if no}}2{{/if}}{{#unless no}}3{{/unless}}{{#each list}}{{name}}{{/each}}';

  expect(await renderTemplate(template, { yes: true, no: false, list: [{ name: 'a' }, { name: 'b' }] })).toBe(
    '13ab',
  );
});
