import Handlebars from 'handlebars';
import { makeBlocksStrict } from './strict-blocks.js';

const engine = makeBlocksStrict(Handlebars.create());

const options = { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers: {} };

/** What renders a template that the build does not know. */
export function compileTemplate(template: string): HandlebarsTemplateDelegate {
  return engine.compile(template, options);
}

/** The JavaScript of a template, for a build to keep. */
export function precompileTemplate(template: string): string {
  return String(engine.precompile(template, options));
}
