import { handlerPath } from '../model/handler-path.js';
import type { EventModel, ReceiverModel } from '../model/receiver-model.js';
import { renderSample } from '../model/sample.js';
import { readBundledSample } from '../spec/bundled-sample.js';
import {
  createCustomRenderer,
  type CustomTemplates,
  formatCustom,
  replaceTexts,
} from './custom-templates.js';
import { renderTemplate } from './engine.js';
import { formatTypeScript } from './format.js';
import { renderPackageJson } from './package-json.js';
import type { Recipe } from './recipes/index.js';
import type { Target } from './targets/index.js';
import { loadRecipe, loadRuntime, loadTemplates, type SourceFile } from './templates.js';
import { buildView } from './views.js';
import { zoneOf, type Zone } from './zone.js';

export type { Zone } from './zone.js';

export interface GeneratedFile {
  /** Relative to the receiver's folder, with `/` on every system. */
  readonly path: string;
  readonly zone: Zone;
  readonly content: string;
}

/**
 * All files of a receiver, sorted by path; the same model, target, recipe and templates always give the same bytes. The
 * recipe's events have to be in the model.
 */
export async function renderReceiver(
  model: ReceiverModel,
  target: Target,
  recipe?: Recipe,
  custom?: CustomTemplates,
): Promise<GeneratedFile[]> {
  const templates = replaceTexts(loadTemplates(target), custom);
  const ofRecipe = recipe === undefined ? [] : replaceTexts(loadRecipe(recipe), custom);
  const view = await buildView(model, { target, recipe, ofRecipe });
  const renderCustom = custom && (await createCustomRenderer(custom));

  const copied = ofRecipe.filter(({ path }) => path !== `${handlerTemplate}.hbs`);
  const [ofEveryEvent] = ofRecipe.filter((file) => !copied.includes(file));
  const rendered = await Promise.all(
    templates.flatMap((common) => {
      const isHandler = common.path === handlerTemplate;
      const source = isHandler ? (ofEveryEvent ?? common) : common;
      const files = isHandler
        ? view.events.map((event) => ({ path: handlerPath(event), shown: event }))
        : [{ path: common.path, shown: view }];
      return files.map(async ({ path, shown }) => ({
        path,
        text:
          source.isCustom === true && renderCustom !== undefined
            ? await renderCustom(source, path, shown)
            : await renderOwn(source, path, shown),
      }));
    }),
  );
  const replaced = new Set(copied.map(({ path }) => path));
  const all = [
    ...rendered.filter(({ path }) => !replaced.has(path)),
    ...(await Promise.all(copied.map((file) => copyOf(file, custom)))),
    ...loadRuntime(target),
    ...model.events.map(sampleFile),
    { path: 'package.json', text: renderPackageJson(target, recipe) },
  ];
  return all
    .map(({ path, text }) => ({ path, zone: zoneOf(path), content: text }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function renderOwn({ text: template }: SourceFile, path: string, view: object): Promise<string> {
  const text = await renderTemplate(template, view);
  return needsFormat(path, text) ? formatTypeScript(text, template) : text;
}

// Ours are laid out in their folder already.
async function copyOf(file: SourceFile, custom: CustomTemplates | undefined): Promise<SourceFile> {
  const { path, text, template, isCustom } = file;
  if (isCustom !== true || custom === undefined) return file;
  return { path, text: await formatCustom({ name: `${custom.folder}/${template}`, path, text }) };
}

function sampleFile(event: EventModel): SourceFile {
  const text = renderSample(event, readBundledSample(event.fileName));
  return { path: `test/samples/${event.trigger}.json`, text };
}

const handlerTemplate = 'src/handlers/event.ts';

// What is not generated is written formatted, so it changes only where a long name makes a line too long.
function needsFormat(path: string, text: string): boolean {
  return path.startsWith('src/generated/') || (path.endsWith('.ts') && /^.{101}/m.test(text));
}
