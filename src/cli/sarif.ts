import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SpecSource } from '../spec/document.js';
import type { Finding } from '../spec/finding.js';
import { findingCodes, type FindingCode, type Severity } from '../spec/finding-codes.js';
import { isInside } from '../spec/is-inside.js';
import { withoutPassword } from '../spec/load.js';

/** Findings as a log in SARIF 2.1.0, in the form that GitHub's code scanning takes. */
export function buildSarif({
  findings,
  source,
  version,
}: {
  findings: readonly Finding[];
  /** The document that was read; a finding without a place is about it. */
  source: SpecSource;
  version: string;
}) {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sinch-webhooks', semanticVersion: version, rules: codes.map(buildRule) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => buildResult(finding, { source, codes })),
      },
    ],
  };
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

function buildRule(code: FindingCode) {
  const { severity, title, meaning, fix } = findingCodes[code];
  return {
    id: code,
    name: code.toLowerCase().replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    help: { text: `${meaning}\n\n${fix}`, markdown: `${meaning}\n\n**Fix:** ${fix}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function buildResult(
  { code, severity, message, help, place }: Finding,
  { source, codes }: { source: SpecSource; codes: readonly FindingCode[] },
) {
  const uri = uriOf(place?.spec.source ?? source);
  const path = place?.path ?? [];
  const region = place && { startLine: place.at.line, startColumn: place.at.column };
  const logical = [{ fullyQualifiedName: path.join('/'), kind: 'member' }];
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: asPlainText(`${message}${/[.!?]$/.test(message) ? '' : '.'} ${help}`) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, ...(region && { region }) },
        ...(path.length > 0 && { logicalLocations: logical }),
      },
    ],
    // What stays the same when lines are added above it is the same finding to who has closed it.
    partialFingerprints: {
      'sinchWebhooksFinding/v1': createHash('sha256')
        .update(JSON.stringify([code, uri, path.map(String), message]))
        .digest('hex'),
    },
  };
}

// In a message of SARIF, [text](target) is a link, and a document is not trusted to write one.
function asPlainText(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

function uriOf(source: SpecSource): string {
  switch (source.kind) {
    case 'bundled':
      return 'spec/sinch-conversation.yaml';
    case 'stdin':
      return 'stdin';
    case 'url':
      return new URL(withoutPassword(source.location)).href;
    case 'file':
      return isInside('.', source.location)
        ? relative('.', source.location).split(sep).map(encodeURIComponent).join('/')
        : pathToFileURL(source.location).href;
  }
}
