import type { MarkdownOptions } from 'vitepress';
import { slug } from './markdown.js';

/**
 * How the site reads Markdown. Pages are text: no HTML, no attributes in braces, no links that nobody wrote, no pictures
 * for words, and nothing of it is an expression or a component of Vue.
 */
export const markdown: MarkdownOptions = {
  html: false,
  linkify: false,
  attrs: { disable: true },
  anchor: { slugify: slug },
  config(renderer) {
    renderer.core.ruler.disable('emoji');
    const render = renderer.render.bind(renderer);
    renderer.render = (text, env) => `<div v-pre>${render(text, env)}</div>`;
  },
};
