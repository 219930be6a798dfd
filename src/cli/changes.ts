import type { DocumentChange } from '../diff.js';
import { visible } from '../spec/printable.js';

const headings = {
  breaking: 'Breaking',
  additive: 'Additive',
  documentation: 'Documentation',
} as const;

/** Changes for a terminal, each with the handlers it touches. */
export function renderChanges(changes: readonly DocumentChange[]): string[] {
  if (changes.length === 0) return ['The documents describe the same receiver.'];
  return sections(changes).flatMap(({ heading, list }) => [
    `${heading}:`,
    ...list.flatMap(({ subject, message, handlers }) => [
      `  ${subject} ${message}`,
      `      ${handlers.join(', ')}`,
    ]),
  ]);
}

/** Changes as the body of a pull request: as many as it has room for, the breaking ones first. */
export function renderMarkdown(changes: readonly DocumentChange[]): readonly string[] {
  if (changes.length === 0) return ['The documents describe the same receiver.'];
  const lines = sections(changes).flatMap(({ heading, list }) => [
    `## ${heading}`,
    '',
    ...list.map(({ subject, message, handlers }) => {
      const touched = handlers.map(code).join(', ');
      return `- ${code(subject)} ${renderMessage(message)} (${touched})`;
    }),
    '',
  ]);
  return cutToFit(lines, changes.length);
}

// GitHub refuses a body of more than 65,536 characters; what is between is for the
// sentence at the end, and for what the workflow of a receiver puts before it.
const longestBody = 64_000;

function cutToFit(lines: readonly string[], count: number): readonly string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    // The way a line is printed, and the line break behind it.
    length += visible(line).length + 1;
    return length > longestBody;
  });
  if (end === -1) return lines;
  const left = lines.slice(end).filter(isItem).length;
  return [
    ...lines.slice(0, end),
    '',
    `A pull request has no room for the other ${left} of ${count} changes; \`sinch-webhooks diff\` without \`--markdown\` lists them all.`,
  ];
}

function isItem(line: string): boolean {
  return line.startsWith('- ');
}

function sections(changes: readonly DocumentChange[]) {
  return (['breaking', 'additive', 'documentation'] as const)
    .map((kind) => ({ heading: headings[kind], list: changes.filter((change) => change.kind === kind) }))
    .filter(({ list }) => list.length > 0);
}

// Text of a document is quoted in a message, and must stay text where a page is made of it: in code, nothing is a
// link, a mention or a tag.
function renderMessage(message: string): string {
  return message
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 1 ? code(part) : escapeMarkdown(part)))
    .join('');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|@~]/g, '\\$&').replace(/\s+/g, ' ');
}
