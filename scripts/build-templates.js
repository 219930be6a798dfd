// A step of the build: what Handlebars makes of the templates, so that no command has to read them.
import { writeFile } from 'node:fs/promises';
import { builtTemplates, renderBuiltTemplates } from '../src/render/built-templates.js';
import { precompileTemplate } from '../src/render/compile-template.js';

await writeFile(builtTemplates, renderBuiltTemplates(precompileTemplate));
