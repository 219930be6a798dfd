import type { GeneratedFile } from '../../src/render/render.js';
import { commentsOf, syntaxShape } from './syntax-shape.js';

/** The shape of each file of a receiver by its path; those of handlers and samples together, for they are named freely. */
function receiverShape(files: readonly GeneratedFile[]): Map<string, string> {
  const shapes = new Map<string, string>();
  const together = new Map<string, string[]>();
  for (const { path, content } of files) {
    const folder = /^(src\/handlers|test\/samples)\/(?!unknown\.ts$)/.exec(path)?.[1];
    const shape = fileShape(path, content);
    if (folder === undefined) shapes.set(path, shape);
    else together.set(folder, [...(together.get(folder) ?? []), shape]);
  }
  for (const [folder, inside] of together) shapes.set(folder, inside.toSorted().join('\n\n'));
  return shapes;
}

/** The paths of what two receivers have in different shapes, or only one of them. */
export function differentShapes(one: readonly GeneratedFile[], other: readonly GeneratedFile[]): string[] {
  const [first, second] = [receiverShape(one), receiverShape(other)];
  return [...new Set([...first.keys(), ...second.keys()])].filter(
    (path) => first.get(path) !== second.get(path),
  );
}

const known = new Map<string, string>();

function fileShape(path: string, content: string): string {
  // The runtime is copied, and so are most of the other files: their shape is what they are.
  if (!isWritten(path)) return path === 'README.md' ? readmeShape(content) : content;
  const key = `${path.endsWith('.json') ? 'json' : 'code'} ${content}`;
  const shape = known.get(key) ?? (path.endsWith('.json') ? jsonShape(content) : codeShape(content));
  known.set(key, shape);
  return shape;
}

/** Whether text of a document may stand in a file. */
function isWritten(path: string): boolean {
  return /^src\/generated\/[^/]+\.ts$|^src\/handlers\/|^test\/samples\//.test(path);
}

function codeShape(content: string): string {
  const orders = commentsOf(content).filter(isOrder);
  const hidden = content.match(anywhere) ?? [];
  return [syntaxShape(content), ...orders, ...hidden].join('\n');
}

const unseen =
  '[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u200b\\u2028\\u2029\\u2060-\\u2064\\ufeff' +
  '\\p{Bidi_Control}\\p{Cs}\\u{e0000}-\\u{e0fff}]';

/** What may not be seen or turns round what is, and what tools look for in all of a file. */
const anywhere = new RegExp(`${unseen}|/[/*]\\s*[#@]\\s*source(Mapping)?URL|</script|<!--`, 'giu');

/** What tools take from comments. Our own have none, so one can only be the document's. */
const order = new RegExp(
  [
    '@ts-\\w',
    '@(jsx|vite|vitest|jest|license|preserve|cc_on|flow|prettier|noprettier|format\\b|swc)',
    '[@#]__[A-Z_]+__',
    '(eslint|oxlint|prettier|biome|tslint|istanbul|c8|v8|deno|dprint)-[a-z]',
    '[#@]\\s*source(Mapping)?URL',
    '<(reference|amd-|script)',
  ].join('|'),
  'iu',
);

function isOrder(comment: string): boolean {
  return order.test(comment) || /^[#@/]/.test(comment);
}

function jsonShape(content: string): string {
  return JSON.stringify(kindsOf(JSON.parse(content)));
}

function kindsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(kindsOf);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.values(value).map((item) => ['member', kindsOf(item)]);
}

// All that may differ are names of a closed alphabet, each in its place.
function readmeShape(content: string): string {
  return content
    .replace(/^\| `[A-Z][A-Z0-9_]*` \| `src\/handlers\/[a-z][a-z0-9-]*\.ts` \|$/gm, '| an event |')
    .replace(/(?<=^body=)test\/samples\/[A-Z][A-Z0-9_]*\.json$/m, 'a sample')
    .replace(/(?<=such as )`\/webhooks\/sinch((\/[A-Za-z0-9_-]+)+|\/…)`/, 'a path');
}
