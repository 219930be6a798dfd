import Handlebars from 'handlebars';
import { findBuiltTemplate } from './built-templates.js';

/**
 * Renders a template with a view. A name the view does not have throws, in a block as well: by itself Handlebars
 * prints nothing for a misspelt `{{#if}}` or `{{#each}}`. Nothing is escaped; views hold text that is safe already.
 */
export function renderTemplate(template: string, view: object): string {
  // Most have nothing to fill in, and to compile one takes longer than all else that is done with it.
  return template.includes('{{') ? compile(template)(view) : template;
}

const engine = Handlebars.create();

for (const name of ['if', 'unless', 'each', 'with']) {
  const original = engine.helpers[name];
  engine.registerHelper(name, function (this: unknown, value: unknown, options: Handlebars.HelperOptions) {
    if (value === undefined) throw new Error(`{{#${name}}} was given a name that the view does not have.`);
    return original?.call(this, value, options);
  });
}

const options = { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers: {} };

const compiled = new Map<string, HandlebarsTemplateDelegate>();

function compile(template: string): HandlebarsTemplateDelegate {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const built = findBuiltTemplate(template);
  // What Handlebars makes of a template beforehand is its own, and no type describes it.
  const render =
    built === undefined ? engine.compile(template, options) : engine.template(built as TemplateSpecification);
  compiled.set(template, render);
  return render;
}

/** The JavaScript of a template, for a build to keep. */
export function precompileTemplate(template: string): string {
  return String(engine.precompile(template, options));
}
