import { beforeAll, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { findBuiltModel, readBuiltModel, renderBuiltModel } from '../../src/model/built-model.js';
import type { ReceiverModel } from '../../src/model/receiver-model.js';
import { makePayloadViews, readBuiltViews } from '../../src/render/payload-views.js';
import { renderReceiver } from '../../src/render/render.js';
import { targetNames, targets } from '../../src/render/targets/index.js';
import type { SpecText } from '../../src/spec/document.js';
import { loadSpec } from '../../src/spec/load.js';
import { parseSpec } from '../../src/spec/parse.js';

let spec: SpecText;
let now: ReceiverModel;

beforeAll(async () => {
  spec = await loadSpec({ kind: 'bundled' });
  now = buildModel(await parseSpec(spec));
});

const advice = 'Run "npm run build": nothing is built, or the document or the code has changed since.';

it('the model that was built is the one that is built now, in all that is shared in it too', () => {
  const built = readBuiltModel();

  expect(built?.model.events.length, advice).toBe(now.events.length);
  expect(built && renderBuiltModel(built.model, spec), advice).toBe(renderBuiltModel(now, spec));
  expect(built?.textHash, advice).toBe(
    (JSON.parse(renderBuiltModel(now, spec)) as { root: { textHash: string } }).root.textHash,
  );
});

it('what was built of its payloads is what is made of them now', async () => {
  const made = await makePayloadViews(now);

  expect(made.declarations.length).toBeGreaterThan(10_000);
  expect(JSON.stringify(readBuiltViews()), advice).toBe(JSON.stringify(made));
});

it.each(targetNames)('a receiver of %s has the same bytes of the model that was built', async (name) => {
  const built = readBuiltModel()?.model ?? { events: [] };
  const files = await renderReceiver(now, targets[name]);

  expect(files.length).toBeGreaterThan(30);
  expect(await renderReceiver(built, targets[name])).toEqual(files);
  // As of a run that was told to receive some events alone.
  const some = (model: ReceiverModel) => ({
    events: model.events.filter((_event, index) => index % 3 === 0),
  });
  expect(await renderReceiver(some(built), targets[name])).toEqual(
    await renderReceiver(some(now), targets[name]),
  );
});

it('from source it is built anew, so that what is built can be compared with it', () => {
  expect(findBuiltModel(spec)).toBeUndefined();
});
