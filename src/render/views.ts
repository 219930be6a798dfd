import { docComment, quote } from '../model/encode.js';
import type { EventTag } from '../model/event-tags.js';
import type { EventModel, ReceiverModel } from '../model/receiver-model.js';
import { viewPayloads } from './payload-views.js';
import type { Recipe } from './recipes/index.js';
import type { Setting } from './setting.js';
import { defaultsOf, settingsOf } from './settings.js';
import type { Target } from './targets/index.js';
import type { SourceFile } from './templates.js';
import type { ValidatorsView } from './validators.js';

/** What every template may use. Text of the document is in it only as literals, comments and safe names. */
export interface ReceiverView extends ValidatorsView {
  readonly targetTitle: string;
  readonly isFunction: boolean;
  readonly recipe: { readonly name: string; readonly purpose: string } | null;
  readonly hasPublic: boolean;
  readonly settings: readonly SettingView[];
  readonly defaults: Readonly<Record<string, string>>;
  readonly hasDeliveryReports: boolean;
  readonly examplePath: string;
  readonly events: readonly EventView[];
  readonly routes: readonly RouteView[];
  readonly declarations: string;
}

/** What the template of a handler may use: it is rendered once for each event. */
export interface EventView {
  readonly trigger: string;
  readonly handlerName: string;
  readonly fileName: string;
  readonly comment: string;
}

export interface SettingView {
  readonly name: string;
  readonly meaning: string;
  readonly line: string;
  readonly fallback: string;
}

export interface RouteView {
  readonly trigger: string;
  readonly eventKey: string;
  readonly tag: string;
  readonly address: string;
  readonly operationId: string;
  readonly identity: string;
}

/** @internal */
export interface ViewParts {
  readonly target: Target;
  readonly recipe: Recipe | undefined;
  /** The recipe's files. */
  readonly ofRecipe: readonly SourceFile[];
}

/** @internal */
export async function buildView(
  model: ReceiverModel,
  { target, recipe, ofRecipe }: ViewParts,
): Promise<ReceiverView> {
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

function eventView({ trigger, handlerName, fileName, summary, description }: EventModel): EventView {
  return { trigger, handlerName, fileName, comment: docComment(summary ?? description) };
}

function settingView({ name, fallback, isOptional = false, meaning }: Setting): SettingView {
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

function routeView({ trigger, eventKey, tag, address, operationId, identity }: EventModel): RouteView {
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
