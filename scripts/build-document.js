// A step of the build: the bundled document as JSON, so that no command has to read its YAML.
import { writeFile } from 'node:fs/promises';
import { builtDocument, renderBuiltDocument } from '../src/spec/bundled-document.js';
import { loadSpec } from '../src/spec/load.js';
import { readTree } from '../src/spec/syntax.js';

await writeFile(builtDocument, renderBuiltDocument(readTree(await loadSpec({ kind: 'bundled' }))));
