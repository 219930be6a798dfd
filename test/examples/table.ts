import { format } from 'prettier';
import type { Outcome } from './outcome.js';

export interface Row {
  readonly example: string;
  readonly version: string;
  readonly outcome: Outcome;
}

/** The page on the examples. */
export async function renderPage(rows: readonly Row[]): Promise<string> {
  const generated = rows.filter(({ outcome }) => outcome.kind === 'generated').length;
  const text = `# The official AsyncAPI examples

What \`generate\` makes of each example document of the AsyncAPI Initiative, as version 0.32.0 of \`@asyncapi/cli\` has them
in AsyncAPI 2 and version 6.2.0 in AsyncAPI 3. Of ${rows.length} documents, ${generated} yield a receiver, for every target; it compiles
under every strict flag and passes its own tests. The others are refused, each with one reason.

\`npm run test:examples\` fetches the documents and fails where this page differs from what happens;
\`npm run test:examples -- -u\` writes it anew.

| example | AsyncAPI | the events of the receiver, or why there is none |
| --- | --- | --- |
${rows.map(renderRow).join('\n')}
`;
  return format(text, { parser: 'markdown', printWidth: 120 });
}

function renderRow({ example, version, outcome }: Row): string {
  return `| ${example} | ${version} | ${renderOutcome(example, outcome)} |`;
}

function renderOutcome(example: string, outcome: Outcome): string {
  if (outcome.kind === 'generated') return outcome.events.map((event) => `\`${event}\``).join(', ');
  const message = outcome.message
    .replace(`${example}:`, 'line ')
    .replace(`${example} `, '')
    .replaceAll('|', '\\|');
  return `refused, \`${outcome.code}\`: ${message}`;
}
