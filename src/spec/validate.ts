import type { JsonPath } from './json.js';
import { printable } from './printable.js';
import { askRules } from './rules.js';
import type { RuleBreach } from './rules-thread.js';
import { specError } from './spec-error.js';
import type { SpecPlace, SpecTree } from './spec-tree.js';

const mostFindings = 5;

interface Finding {
  readonly path: JsonPath;
  readonly message: string;
}

/**
 * Checks a document against the rules of AsyncAPI. `json` is the document with its local references still in
 * it; the parser is given this text rather than the one that was read, so that both see the same values.
 */
export async function checkRules(tree: SpecTree, json: string): Promise<void> {
  const breaches = await askRules({ json, advice: false, name: tree.spec.name });
  const errors = breaches.filter(({ isError }) => isError);
  const places = new Map<string, Place>();
  for (const { path, message } of withoutSequels(errors.map(toFinding))) {
    const { spec, at } = tree.placeOf(path);
    const key = `${at.line}:${at.column}`;
    // Several rules object to the same value, and the first says most.
    if (!places.has(key)) places.set(key, { spec, at, line: `${key}  ${pathText(path)}  ${message}` });
  }
  const sorted = [...places.values()].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  const [first] = sorted;
  if (first === undefined) return;

  throw specError({
    place: first,
    code: 'SPEC_INVALID',
    message:
      sorted.length === 1
        ? 'The document breaks a rule of AsyncAPI.'
        : `The document breaks rules of AsyncAPI in ${sorted.length} places.`,
    help: 'Correct the document as the list says, or leave --spec out to use the bundled one.',
    findings: sorted.slice(0, mostFindings).map(({ line }) => line),
  });
}

interface Place extends SpecPlace {
  readonly line: string;
}

function toFinding({ rule, path, message }: RuleBreach): Finding {
  // The parser hands its own crash over as a finding, with the stack in the message.
  const [firstLine = ''] = message.split(/, stack:|\n/);
  const text =
    rule === 'uncaught-error'
      ? `The AsyncAPI parser cannot read the document (${crashReason(firstLine)}).`
      : firstLine;
  return { path, message: printable(text) };
}

function crashReason(message: string): string {
  return message.replace(/^.*?, message: /, '');
}

// What is wrong with a value makes everything around it wrong as well, which says nothing to the reader.
function withoutSequels(findings: readonly Finding[]): readonly Finding[] {
  const around = new Set(findings.flatMap(({ path }) => path.map((_, end) => keyOf(path.slice(0, end)))));
  return findings.filter(({ path }) => !around.has(keyOf(path)));
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path.map(String));
}

function pathText(path: JsonPath): string {
  return path.length === 0 ? '(document)' : printable(path.join(' > '));
}
