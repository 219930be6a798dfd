import { format } from 'prettier';
import { expect, it } from 'vitest';
import { targets } from '../../src/render/targets/index.js';
import { listTemplatePaths } from '../../src/render/templates.js';
import {
  buildView,
  type EventView,
  type ReceiverView,
  type RouteView,
  type SettingView,
} from '../../src/render/views.js';
import { buildBundledModel } from '../../src/model/bundled.js';

type Meanings<View> = Readonly<Record<keyof View, string>>;

// What a view has and this has not does not compile.
const receiver: Meanings<ReceiverView> = {
  targetTitle: 'what the receiver runs on, in words',
  isFunction: 'whether it is a function for Lambda, and no server',
  recipe: '`null`, or the `name` and the `purpose` of its recipe',
  hasPublic: 'whether its recipe has a folder `public`',
  settings: 'its variables, one by one',
  defaults: 'the defaults of those that have one, by their names',
  hasDeliveryReports: 'whether one of its events is a delivery report',
  examplePath: 'the path of a channel, for examples',
  events: 'its events; MESSAGE_INBOUND is the first, where it is among them',
  routes: 'how each event is told, as code',
  declarations: 'all TypeScript types of payloads, as code',
  imports: 'the checks of the runtime that the validators use',
  hasObjects: 'whether there are `objects`',
  validators: 'for each event its `trigger`, the `name` of its validator, and the `check` that this calls',
  objects:
    'for each object of a payload the `name` of its check, its `combinator`, `parameters` and `statements`, as code',
  schemas: 'the schemas that rules refer to: `key` and `text`, as code',
  hasRules: 'whether any part of a document is checked by its schema',
  compounds: 'checks that are made of others: `name` and `expression`, as code',
};

const event: Meanings<EventView> = {
  trigger: 'the name of the event',
  handlerName: 'the function that handles it',
  fileName: 'the file of its handler, without its ending',
  comment: 'what the document says of it, as a comment with a line break behind it, or nothing',
};

const setting: Meanings<SettingView> = {
  name: 'the variable',
  meaning: 'what it is for',
  line: 'its line in `.env.example`',
  fallback: 'its default in Markdown, or that there is none',
};

const route: Meanings<RouteView> = {
  trigger: 'the name of the event, as code',
  eventKey: 'the property of a body that tells it, as code, or `undefined`',
  tag: 'the value of a property that tells it, as code, or nothing',
  address: 'the address of its channel, as code',
  operationId: 'the operation, as code, or `undefined`',
  identity: 'what tells a repeat of it, as code',
};

// Update with: npx vitest run test/render/template-views -u
it('docs/template-views.md lists what templates may use, and every template there is', async () => {
  const view = await buildView(await buildBundledModel(), {
    target: targets.fastify,
    recipe: undefined,
    ofRecipe: [],
  });
  const views: readonly (readonly [string, object | undefined, Readonly<Record<string, string>>])[] = [
    ['Every template', view, receiver],
    ['In `events`, and alone in `common/src/handlers/event.ts.hbs`', view.events[0], event],
    ['In `settings`', view.settings[1], setting],
    ['In `routes`', view.routes[0], route],
  ];
  for (const [, shown, meanings] of views) expect(Object.keys(meanings).toSorted()).toEqual(namesOf(shown));

  const page = [
    '# What templates may use',
    'Templates are filled in from these views, and a name that is in none stops the run. What comes from the document is in them as code that is quoted, as a comment, or as a name of letters and digits: text of a document reaches a template in no other form. For your own code the types are `ReceiverView`, `EventView`, `SettingView` and `RouteView`. [customising.md](customising.md) says how templates are replaced.',
    ...views.map(([heading, shown, meanings]) => `## ${heading}\n\n${table(shown, meanings)}`),
    '## The templates',
    'Below `templates/` of this package. Those without `.hbs` at the end, of recipes, are copied as they are.',
    listTemplatePaths()
      .filter((path) => !path.startsWith('recipes/') || path.endsWith('.hbs'))
      .map((path) => `- \`${path}\``)
      .join('\n'),
    `And in \`recipes/\` ${listTemplatePaths().filter((path) => path.startsWith('recipes/') && !path.endsWith('.hbs')).length} files, whose paths end as they are called in a receiver.`,
  ];
  const text = await format(page.join('\n\n'), { parser: 'markdown', printWidth: 110, singleQuote: true });
  await expect(text).toMatchFileSnapshot('../../docs/template-views.md');
});

function namesOf(view: object | undefined): string[] {
  return Object.keys(view ?? {}).toSorted();
}

function table(view: object | undefined, meanings: Readonly<Record<string, string>>): string {
  const rows = Object.entries(view ?? {}).map(
    ([name, value]) => `| \`${name}\` | ${kindOf(value)} | ${meanings[name]} |`,
  );
  return ['| name | kind | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? 'texts' : 'list';
  if (value === null || typeof value === 'object') return 'object';
  return typeof value === 'boolean' ? 'yes or no' : 'text';
}
