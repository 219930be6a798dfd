import { docComment, quote } from '../model/encode.js';
import type { EventTag } from '../model/event-tags.js';
import { handlerPath } from '../model/handler-path.js';
import type { EventModel, ReceiverModel } from '../model/receiver-model.js';
import { renderSample } from '../model/sample.js';
import { declareTypes } from '../model/types.js';
import { readBundledSample } from '../spec/bundled-sample.js';
import { renderTemplate } from './engine.js';
import { formatTypeScript } from './format.js';
import { renderPackageJson } from './package-json.js';
import type { Setting } from './setting.js';
import { defaultsOf, settingsOf } from './settings.js';
import type { Recipe } from './recipes/index.js';
import type { Target } from './targets/index.js';
import { loadRecipe, loadRuntime, loadTemplates, type SourceFile } from './templates.js';
import { buildValidatorsView } from './validators.js';
import { zoneOf, type Zone } from './zone.js';

export type { Zone } from './zone.js';

export interface GeneratedFile {
  /** Relative to the receiver's folder, with `/` on every system. */
  readonly path: string;
  readonly zone: Zone;
  readonly content: string;
}

/**
 * All files of a receiver, sorted by path; the same model, target and recipe always give the same bytes. The recipe's
 * events have to be in the model.
 */
export async function renderReceiver(
  model: ReceiverModel,
  target: Target,
  recipe?: Recipe,
): Promise<GeneratedFile[]> {
  const [templates, runtime, ofRecipe, samples] = await Promise.all([
    loadTemplates(target),
    loadRuntime(target),
    recipe === undefined ? [] : loadRecipe(recipe),
    Promise.all(model.events.map(sampleFile)),
  ]);
  const view = await buildView(model, { target, recipe, ofRecipe });

  const copied = ofRecipe.filter(({ path }) => path !== `${handlerTemplate}.hbs`);
  const [ofEveryEvent] = ofRecipe.filter((file) => !copied.includes(file));
  const rendered = templates.flatMap(({ path, text: common }) => {
    if (path !== handlerTemplate) return [{ path, text: renderTemplate(common, view), template: common }];
    const template = ofEveryEvent?.text ?? common;
    return view.events.map((event) => ({
      path: handlerPath(event),
      text: renderTemplate(template, event),
      template,
    }));
  });
  const formatted = await Promise.all(
    rendered.map(async ({ path, text, template }) =>
      needsFormat(path, text) ? { path, text: await formatTypeScript(text, template) } : { path, text },
    ),
  );
  const replaced = new Set(copied.map(({ path }) => path));
  const all = [
    ...formatted.filter(({ path }) => !replaced.has(path)),
    ...copied,
    ...runtime,
    ...samples,
    { path: 'package.json', text: renderPackageJson(target, recipe) },
  ];
  return all
    .map(({ path, text }) => ({ path, zone: zoneOf(path), content: text }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function sampleFile(event: EventModel): Promise<SourceFile> {
  const text = renderSample(event, await readBundledSample(event.fileName));
  return { path: `test/samples/${event.trigger}.json`, text };
}

const handlerTemplate = 'src/handlers/event.ts';

// What is not generated is written formatted, so it changes only where a long name makes a line too long.
function needsFormat(path: string, text: string): boolean {
  return path.startsWith('src/generated/') || (path.endsWith('.ts') && /^.{101}/m.test(text));
}

interface ViewParts {
  readonly target: Target;
  readonly recipe: Recipe | undefined;
  /** The recipe's files. */
  readonly ofRecipe: readonly SourceFile[];
}

/** What templates may use. Text of the document is in it only as literals, comments and safe names. */
async function buildView(model: ReceiverModel, { target, recipe, ofRecipe }: ViewParts) {
  const events = withExampleFirst(model.events);
  const settings = settingsOf(target, recipe);
  return {
    targetTitle: target.title,
    isFunction: target.kind === 'function',
    recipe: recipe === undefined ? null : { name: recipe.name, purpose: recipe.purpose },
    hasPublic: ofRecipe.some(({ path }) => path.startsWith('public/')),
    settings: settings.map(settingView),
    defaults: defaultsOf(settings),
    hasDeliveryReports: model.events.some(({ eventKey }) => eventKey === 'message_delivery_report'),
    examplePath: `/webhooks/sinch${events.map(({ address }) => address).find(isPlainPath) ?? '/…'}`,
    events: events.map(eventView),
    routes: model.events.map(routeView),
    declarations: await declareTypes(model.events),
    ...buildValidatorsView(model.events),
  };
}

// The README takes its examples from the first, which every reader knows and which should not change with a document.
function withExampleFirst(events: readonly EventModel[]): readonly EventModel[] {
  const isExample = ({ trigger }: EventModel): boolean => trigger === 'MESSAGE_INBOUND';
  return [...events.filter(isExample), ...events.filter((event) => !isExample(event))];
}

// It goes into a README, where anything else could be markup.
function isPlainPath(address: string): boolean {
  return /^(\/[A-Za-z0-9_-]+)+$/.test(address);
}

function eventView({ trigger, handlerName, fileName, summary, description }: EventModel) {
  return { trigger, handlerName, fileName, comment: docComment(summary ?? description) };
}

function settingView({ name, fallback, isOptional = false, meaning }: Setting) {
  if (fallback !== undefined) {
    return { name, meaning, line: `# ${name}=${fallback}`, fallback: `\`${fallback}\`` };
  }
  return {
    name,
    meaning,
    line: isOptional ? `# ${name}=` : `${name}=`,
    fallback: isOptional ? 'none' : 'none: required',
  };
}

function routeView({ trigger, eventKey, tag, address, operationId, identity }: EventModel) {
  return {
    trigger: quote(trigger),
    eventKey: quoteOptional(eventKey),
    tag: tag === undefined ? '' : tagText(tag),
    address: quote(address),
    operationId: quoteOptional(operationId),
    identity: `[${identity.map((parts) => `[${parts.map(partText).join(', ')}]`).join(', ')}]`,
  };
}

function tagText({ property, values }: EventTag): string {
  return `{ property: ${quote(property)}, values: [${values.map(quote).join(', ')}] }`;
}

function quoteOptional(text: string | undefined): string {
  return text === undefined ? 'undefined' : quote(text);
}

function partText(part: string | { readonly keysOf: string }): string {
  return typeof part === 'string' ? quote(part) : `{ keysOf: ${quote(part.keysOf)} }`;
}
