/** What of Markdown the site and its tests have to know: fences, headings, links. Everything else is the renderer's. */

export interface Fence {
  /** The first word behind the backticks; empty where there is none. */
  readonly language: string;
  readonly code: string;
  /** Of the line with the backticks, counted from 1. */
  readonly line: number;
}

export interface Link {
  readonly target: string;
  readonly line: number;
}

/** The fenced blocks of a text, also those that stand in a list. */
export function fencesOf(text: string): Fence[] {
  return [...text.matchAll(fence)].map(({ index, groups = {} }) => ({
    language: groups['language'] ?? '',
    code: unindent(groups['code'] ?? '', groups['indent'] ?? ''),
    line: lineAt(text, index),
  }));
}

/** Where the links and images of a text lead, as it is written there. */
export function linksOf(text: string): Link[] {
  const prose = withoutCode(text);
  return [...prose.matchAll(link)].map(({ index, groups = {} }) => ({
    target: groups['target'] ?? '',
    line: lineAt(prose, index),
  }));
}

/** The text with each link's target put through a function. */
export function mapLinks(text: string, map: (target: string) => string): string {
  const prose = withoutCode(text);
  let mapped = '';
  let end = 0;
  for (const { index, 0: whole, groups = {} } of prose.matchAll(link)) {
    mapped += text.slice(end, index) + whole.slice(0, 2) + map(groups['target'] ?? '') + ')';
    end = index + whole.length;
  }
  return mapped + text.slice(end);
}

/** The text without what is for nobody's eyes. */
export function withoutComments(text: string): string {
  const prose = withoutCode(text);
  let kept = '';
  let end = 0;
  for (const { index, 0: comment } of prose.matchAll(/<!--.*?-->\n?/gs)) {
    kept += text.slice(end, index);
    end = index + comment.length;
  }
  return kept + text.slice(end);
}

/** The headings of a text, from the first on. */
export function headingsOf(text: string): string[] {
  // Blanked code keeps its length, so what stands in backticks is taken from the text itself.
  return [...withoutFences(text).matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading = '']) => plain(heading));
}

/** The first heading of a page. */
export function titleOf({ path, text }: { readonly path: string; readonly text: string }): string {
  const [title] = headingsOf(text);
  if (title === undefined) throw new Error(`${path} has no heading, by which the site could name it.`);
  return title;
}

/** The anchors of a text's headings, as GitHub makes them: the site makes them in the same way. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const heading of headingsOf(text)) {
    const anchor = slug(heading);
    let count = 0;
    let free = anchor;
    while (anchors.has(free)) free = `${anchor}-${(count += 1)}`;
    anchors.add(free);
  }
  return anchors;
}

export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, '')
    .replaceAll(' ', '-');
}

const fence =
  /^(?<indent> *)(?<mark>`{3,}) *(?<language>[\w-]*).*\n(?<code>(?:.*\n)*?)\k<indent>\k<mark>`* *$/gm;

const link = /\]\((?<target>[^()\s]+)\)/g;

function withoutFences(text: string): string {
  return text.replace(fence, blank);
}

function withoutCode(text: string): string {
  return withoutFences(text).replace(/(`+)(?!`).*?[^`]\1(?!`)/g, blank);
}

function blank(code: string): string {
  return code.replace(/[^\n]/g, ' ');
}

/** A heading as it is read: without the marks of code and links. */
function plain(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\(?=[\p{Punctuation}\p{Symbol}])/gu, '')
    .replaceAll('`', '')
    .trim();
}

function unindent(code: string, indent: string): string {
  return code.replace(new RegExp(`^ {0,${indent.length}}`, 'gm'), '');
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
