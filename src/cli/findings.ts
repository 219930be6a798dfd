import { codeFrame } from '../spec/code-frame.js';
import type { Finding } from '../spec/finding.js';
import type { Severity } from '../spec/finding-codes.js';
import { printable } from '../spec/printable.js';
import { placeText } from '../spec/spec-error.js';
import type { Style } from './colour.js';
import type { Cell } from './table.js';

type Line = readonly Cell[];

/** Findings for a reader, each with its place, the lines around that and the fix; no more than wanted. */
export function renderFindings(findings: readonly Finding[], most = Infinity): readonly Line[] {
  const blocks = findings.slice(0, most).map(renderFinding);
  const left = findings.length - blocks.length;
  const rest: Line[] = left > 0 ? [[`and ${left} more, which sinch-webhooks validate shows`]] : [];
  return blocks.flatMap((block, index) => (index === 0 ? block : [[''], ...block])).concat(rest);
}

const styles = { error: 'red', warning: 'yellow', info: 'bold' } as const satisfies Record<Severity, Style>;

function renderFinding({ code, severity, message, help, place }: Finding): Line[] {
  const style = styles[severity];
  const lines: Line[] = [[{ text: `${severity}[${code}]:`, style }, ` ${message}`]];
  if (place !== undefined) {
    const path = place.path?.length ? `  ${printable(place.path.join(' > '))}` : '';
    lines.push(['  --> ', { text: placeText(place), style: 'bold' }, { text: path, style: 'dim' }]);
    for (const line of codeFrame(place)) lines.push(paintFrame(line, style));
  }
  return [...lines, [`  fix: ${help}`]];
}

function paintFrame(line: string, style: Style): Line {
  const caret = /^( *\| *)(\^)$/.exec(line);
  if (caret !== null) return [`    ${caret[1]}`, { text: '^', style }];
  return [line.startsWith('>') ? `    ${line}` : { text: `    ${line}`, style: 'dim' }];
}

/** A finding for a program. */
export function buildFindingJson({ code, severity, message, help, place }: Finding) {
  return {
    code,
    severity,
    message,
    help,
    file: place?.spec.name ?? null,
    line: place?.at.line ?? null,
    column: place?.at.column ?? null,
    path: place?.path ?? null,
  };
}
