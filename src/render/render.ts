import { docComment, quote } from '../model/encode.js';
import type { EventTag } from '../model/event-tags.js';
import { handlerPath } from '../model/handler-path.js';
import type { EventModel, ReceiverModel } from '../model/receiver-model.js';
import { renderSample } from '../model/sample.js';
import { readBundledSample } from '../spec/bundled-sample.js';
import { renderTemplate } from './engine.js';
import { formatTypeScript } from './format.js';
import { renderPackageJson } from './package-json.js';
import { viewPayloads } from './payload-views.js';
import type { Recipe } from './recipes/index.js';
import type { Setting } from './setting.js';
import { defaultsOf, settingsOf } from './settings.js';
import type { Target } from './targets/index.js';
import { loadRecipe, loadRuntime, loadTemplates, type SourceFile } from './templates.js';
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
  const templates = loadTemplates(target);
  const ofRecipe = recipe === undefined ? [] : loadRecipe(recipe);
  const view = await buildView(model, { target, recipe, ofRecipe });

  const copied = ofRecipe.filter(({ path }) => path !== `${handlerTemplate}.hbs`);
  const [ofEveryEvent] = ofRecipe.filter((file) => !copied.includes(file));
  const rendered = await Promise.all(
    templates.flatMap(({ path, text: common }) => {
      const template = path === handlerTemplate ? (ofEveryEvent?.text ?? common) : common;
      const files =
        path === handlerTemplate
          ? view.events.map((event) => ({ path: handlerPath(event), shown: event }))
          : [{ path, shown: view }];
      return files.map(async (file) => ({
        path: file.path,
        text: await renderTemplate(template, file.shown),
        template,
      }));
    }),
  );
  const formatted = await Promise.all(
    rendered.map(async ({ path, text, template }) =>
      needsFormat(path, text) ? { path, text: await formatTypeScript(text, template) } : { path, text },
    ),
  );
  const replaced = new Set(copied.map(({ path }) => path));
  const all = [
    ...formatted.filter(({ path }) => !replaced.has(path)),
    ...copied,
    ...loadRuntime(target),
    ...model.events.map(sampleFile),
    { path: 'package.json', text: renderPackageJson(target, recipe) },
  ];
  return all
    .map(({ path, text }) => ({ path, zone: zoneOf(path), content: text }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
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
  const { declarations, validators } = await viewPayloads(model);
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
    declarations,
    ...validators,
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
