import type { DocumentChange } from '../diff.js';

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

/** Changes as the body of a pull request. */
export function renderMarkdown(changes: readonly DocumentChange[]): string[] {
  if (changes.length === 0) return ['The documents describe the same receiver.'];
  return sections(changes).flatMap(({ heading, list }) => [
    `## ${heading}`,
    '',
    ...list.map(({ subject, message, handlers }) => {
      const touched = handlers.map(code).join(', ');
      return `- ${code(subject)} ${renderMessage(message)} (${touched})`;
    }),
    '',
  ]);
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
