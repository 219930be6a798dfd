// A step of the build: the model of the bundled document, and what a receiver says of its payloads, so that no command
// has to make them.
import { writeFile } from 'node:fs/promises';
import { builtModel, renderBuiltModel } from '../src/model/built-model.js';
import { buildBundledModel } from '../src/model/bundled.js';
import { builtViews, makePayloadViews } from '../src/render/payload-views.js';
import { loadSpec } from '../src/spec/load.js';

const model = await buildBundledModel();
await writeFile(builtModel, renderBuiltModel(model, await loadSpec({ kind: 'bundled' })));
await writeFile(builtViews, JSON.stringify(await makePayloadViews(model)));
