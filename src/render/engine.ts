import runtime from 'handlebars/runtime.js';
import { findBuiltTemplate } from './built-templates.js';
import { makeBlocksStrict } from './strict-blocks.js';

/**
 * Renders a template with a view. A name the view does not have throws, in a block as well: by itself Handlebars
 * prints nothing for a misspelt `{{#if}}` or `{{#each}}`. Nothing is escaped; views hold text that is safe already.
 */
export async function renderTemplate(template: string, view: object): Promise<string> {
  // Most have nothing to fill in, and to compile one takes longer than all else that is done with it.
  return template.includes('{{') ? (await compile(template))(view) : template;
}

// Handlebars says of what only runs templates that nothing is in it.
const { create } = runtime as unknown as typeof Handlebars;

const engine = makeBlocksStrict(create());

const compiled = new Map<string, HandlebarsTemplateDelegate>();

async function compile(template: string): Promise<HandlebarsTemplateDelegate> {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const built = findBuiltTemplate(template);
  // What Handlebars makes of a template beforehand is its own, and no type describes it.
  const render =
    built === undefined ? await compileAnew(template) : engine.template(built as TemplateSpecification);
  compiled.set(template, render);
  return render;
}

// What compiles takes long to load, and what was built needs none of it.
async function compileAnew(template: string): Promise<HandlebarsTemplateDelegate> {
  const { compileTemplate } = await import('./compile-template.js');
  return compileTemplate(template);
}
