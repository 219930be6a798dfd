import { titleOf } from './markdown.js';
import type { Page } from './page.js';

export interface Group {
  readonly text: string;
  readonly collapsed: boolean;
  readonly items: readonly { readonly text: string; readonly link: string }[];
}

/** The order of the pages. A page that is not written yet may stand here; `<folder>/` is every page of a folder that is left. */
const order = [
  { text: 'Start', pages: ['index', 'sandbox', 'listen', 'events/index', 'commands'] },
  { text: 'Targets', pages: ['targets/express', 'targets/fastify', 'targets/lambda'] },
  { text: 'Inboxes', pages: ['inboxes/sqlite', 'inboxes/redis', 'inboxes/sqs', 'inboxes/memory'] },
  {
    text: 'Receivers',
    pages: [
      'regeneration',
      'configuration',
      'customising',
      'template-views',
      'api',
      'migration/hand-written',
      'migration/official-sdk',
    ],
  },
  { text: 'In service', pages: ['register', 'operations', 'security', 'capacity', 'performance'] },
  {
    text: 'Documents',
    pages: [
      'documents',
      'bundled-document',
      'schemas',
      'diagnostics',
      'hostile-documents',
      'official-examples',
    ],
  },
  { text: 'Events', pages: ['events/'], collapsed: true },
  {
    text: 'The project',
    pages: ['readme', 'contributing', 'changelog', 'changesets', 'releasing', 'security-policy'],
  },
] as const;

/** The sidebar for the pages that are there. Throws where one of them has no place. */
export function buildSidebar(pages: readonly Page[]): Group[] {
  const left = new Map(pages.map((page) => [page.path.replace(/\.md$/, ''), page]));
  const take = (name: string) => {
    const page = left.get(name);
    left.delete(name);
    return page === undefined ? [] : [{ text: titleOf(page), link: `/${name}` }];
  };
  const groups = order.map((group) => ({
    text: group.text,
    collapsed: 'collapsed' in group,
    items: group.pages.flatMap((name) =>
      name.endsWith('/')
        ? [...left.keys()].filter((path) => path.startsWith(name)).flatMap(take)
        : take(name),
    ),
  }));
  if (left.size > 0) {
    throw new Error(`No place in the order of site/sidebar.ts for: ${[...left.keys()].join(', ')}`);
  }
  return groups.filter(({ items }) => items.length > 0);
}
