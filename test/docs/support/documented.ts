import { readFileSync } from 'node:fs';
import { generatePages } from '../../../site/generated-pages.js';
import { type Fence, fencesOf } from '../../../site/markdown.js';
import type { Page } from '../../../site/page.js';
import { listWrittenPages, root } from '../../../site/written-pages.js';
import { buildBundledModel } from '../../../src/model/bundled.js';
import { renderReceiver } from '../../../src/render/render.js';
import { targets } from '../../../src/render/targets/index.js';

/** A block of code as a reader meets it. */
export interface Block extends Fence {
  readonly page: string;
  /** Where it stands, such as `README.md:15`. */
  readonly place: string;
}

/** Every block of README, docs, the site's own pages and the README of a receiver. */
export async function documentedBlocks(): Promise<Block[]> {
  // The page of commands has the examples of the help, each of which runs in test/cli/help-examples.test.ts.
  const generated = (await generatePages()).filter(({ path }) => path !== 'commands.md');
  const pages = [...(await written()), ...generated, await receiverReadme()];
  return pages.flatMap(({ path, text }) =>
    fencesOf(text).map((fence) => ({ ...fence, page: path, place: `${path}:${fence.line}` })),
  );
}

// What a release takes is run by a release.
const ofReleases = ['RELEASING.md', '.changeset/README.md'];

async function written(): Promise<Page[]> {
  const paths = (await listWrittenPages()).filter((path) => !ofReleases.includes(path));
  return paths.map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
}

/** Express and Fastify have the same. */
async function receiverReadme(): Promise<Page> {
  const files = await renderReceiver(await buildBundledModel(), targets.fastify);
  const text = files.find(({ path }) => path === 'README.md')?.content ?? '';
  return { path: 'the README of a receiver', text };
}
