import { expect, it } from 'vitest';
import {
  findBuiltTemplate,
  readBuiltTemplates,
  renderBuiltTemplates,
} from '../../src/render/built-templates.js';
import { precompileTemplate } from '../../src/render/compile-template.js';
import { loadTemplates } from '../../src/render/templates.js';
import { targets } from '../../src/render/targets/index.js';

it('the build has every template that has something to fill in, and nothing of a template that was changed', () => {
  const built = readBuiltTemplates();
  const loaded = Object.values(targets).flatMap(loadTemplates);
  const filledIn = loaded.map(({ text }) => text).filter((text) => text.includes('{{'));

  expect(filledIn.length).toBeGreaterThan(20);
  expect(filledIn.filter((text) => !built.has(text))).toEqual([]);
  expect(filledIn.filter((text) => built.has(`${text}\n`))).toEqual([]);
});

it('what is built is what Handlebars makes of the templates now', () => {
  const now = renderBuiltTemplates(precompileTemplate);
  const evaluated = new Function('module', `${now}; return module.exports;`)({}) as Map<string, object>;
  const inText = (templates: ReadonlyMap<string, unknown>) =>
    [...templates].map(([text, spec]) => [text, Object.entries(spec as object).map(String)]);

  expect(inText(readBuiltTemplates())).toEqual(inText(evaluated));
});

it('from source, each template is compiled, so that what is built can be compared with it', () => {
  const [template = ''] = readBuiltTemplates().keys();
  expect(template).toContain('{{');
  expect(findBuiltTemplate(template)).toBeUndefined();
});
