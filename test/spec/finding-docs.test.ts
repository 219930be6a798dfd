import { format } from 'prettier';
import { expect, it } from 'vitest';
import { findingCodes, type CodeDocumentation } from '../../src/spec/finding-codes.js';

const headings = {
  error: ['Errors', 'No receiver can be generated until they are mended.'],
  warning: ['Warnings', 'A receiver can be generated, but it does not do all that the document says.'],
  info: ['Information', 'Shown with `validate --all` only.'],
} as const;

// Update with: npx vitest run test/spec/finding-docs.test.ts -u
it('docs/diagnostics.md lists every code with what it means and the fix', async () => {
  await expect(await renderPage()).toMatchFileSnapshot('../../docs/diagnostics.md');
});

async function renderPage(): Promise<string> {
  const codes = Object.entries<CodeDocumentation>(findingCodes);
  const sections = Object.entries(headings).flatMap(([severity, [heading, sentence]]) => [
    `## ${heading}`,
    sentence,
    ...codes
      .filter(([, documentation]) => documentation.severity === severity)
      .map(([code, { title, meaning, fix }]) => `### ${code}\n\n${title}. ${meaning}\n\n**Fix:** ${fix}`),
  ]);
  const page = [
    '# Diagnostics',
    'What `sinch-webhooks validate` says of a document, and `generate`, `check`, `diff`, `events` and `send` where it stops them. Every finding has a code, a message and the fix, and where it is about a place in the document, that place and the lines around it. This page is made of `src/spec/finding-codes.ts`.',
    ...sections,
  ];
  return format(page.join('\n\n'), { parser: 'markdown', printWidth: 110, singleQuote: true });
}
