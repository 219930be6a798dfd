// A step of the build: the bundled document as JSON, so that no command has to read its YAML.
import { writeFile } from 'node:fs/promises';
import { builtDocument, renderBuiltDocument } from '../dist/spec/bundled-document.js';
import { loadSpec } from '../dist/spec/load.js';
import { readTree } from '../dist/spec/syntax.js';

await writeFile(builtDocument, renderBuiltDocument(readTree(await loadSpec({ kind: 'bundled' }))));
