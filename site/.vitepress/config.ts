import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import { markdown } from '../markdown-options.js';
import { buildSidebar } from '../sidebar.js';

// Written by site/write-pages.ts before this is read.
const folder = new URL('../.pages/', import.meta.url);
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.md'))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }));

export default defineConfig({
  title: 'sinch-webhooks',
  description: 'Receivers of Sinch Conversation API webhooks, generated: Express, Fastify, AWS Lambda.',
  // There is none, and no browser has to look for one.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: '.pages',
  outDir: 'dist',
  markdown,
  themeConfig: {
    sidebar: buildSidebar(pages),
    outline: [2, 3],
    search: { provider: 'local' },
  },
});
