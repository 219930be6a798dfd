import type { Diagnostic } from '@asyncapi/parser';
import type { JsonPath } from './json.js';
import { printable } from './printable.js';
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
  const errors = (await diagnose(json)).filter(({ severity }) => severity === 0);
  const places = new Map<string, Place>();
  for (const { path, message } of relevant(errors.map(toFinding))) {
    const { spec, at } = tree.placeOf(path);
    const position = `${at.line}:${at.column}`;
    const key = spec.name === tree.spec.name ? position : `${printable(spec.name)}:${position}`;
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

async function diagnose(json: string): Promise<readonly Diagnostic[]> {
  // Importing it costs up to a second, which a command that reads no document does not pay.
  const { Parser } = await import('@asyncapi/parser');
  // No reference that leaves the document comes this far. Should one, it is answered here, with nothing: a
  // resolver that refuses would make the parser fall back to reading the file or fetching the address.
  const resolvers = ['file', 'http', 'https'].map((schema) => ({ schema, order: 1, read: () => '{}' }));
  const parser = new Parser({
    ruleset: { core: true, recommended: false },
    __unstable: { resolver: { cache: false, resolvers } },
  });
  return parser.validate(json);
}

function toFinding({ code, path, message }: Diagnostic): Finding {
  // The parser hands its own crash over as a finding, with the stack in the message.
  const [firstLine = ''] = message.split(/, stack:|\n/);
  const crashed = code === 'uncaught-error';
  const text = crashed
    ? `The AsyncAPI parser cannot read the document (${crashReason(firstLine)}).`
    : firstLine;
  return { path, message: printable(text) };
}

function crashReason(message: string): string {
  return message.replace(/^.*?, message: /, '');
}

// What is wrong with a value makes everything around it wrong as well, which says nothing to the reader.
function relevant(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    ({ path }) => !findings.some((other) => other.path.length > path.length && startsWith(other.path, path)),
  );
}

function startsWith(path: JsonPath, start: JsonPath): boolean {
  return start.every((step, index) => String(path[index]) === String(step));
}

function pathText(path: JsonPath): string {
  return path.length === 0 ? '(document)' : printable(path.join(' > '));
}
