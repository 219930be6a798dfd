import { createFinding, type Finding } from './finding.js';
import type { JsonPath } from './json.js';
import { printable } from './printable.js';
import { askRules } from './rules.js';
import type { RuleBreach } from './judge.js';
import type { SpecTree } from './spec-tree.js';

/**
 * What the rules of AsyncAPI say of a document, in the order of its text. `json` is the document with its local
 * references still in it; the parser is given this text rather than the one that was read, so that both see the
 * same values.
 */
export async function checkRules(
  tree: SpecTree,
  { json, advice }: { json: string; advice: boolean },
): Promise<readonly Finding[]> {
  const breaches = await askRules({ json, advice, name: tree.spec.name });
  const errors = breaches.filter(({ isError }) => isError);
  // A recommendation is no news while the document is not even valid.
  const isAdvice = errors.length === 0 && advice;
  const told = isAdvice ? breaches : withoutSequels(errors);
  const findings = new Map<string, Finding>();
  for (const { rule, path, message } of told) {
    const place = tree.placeOf(path);
    const text = inOtherWords(rule, message);
    const key = `${place.spec.name}:${place.at.line}:${place.at.column}${isAdvice ? rule : ''}`;
    // Several rules object to the same value, and the first says most.
    if (findings.has(key)) continue;
    findings.set(
      key,
      isAdvice
        ? createFinding({
            code: 'SPEC_ADVICE',
            message: text,
            help: `Follow it where that helps a reader of the document; a receiver is the same either way (${rule}).`,
            place,
          })
        : createFinding({ code: 'SPEC_INVALID', message: text, help: fixOf(text), place }),
    );
  }
  return [...findings.values()].sort(inOrderOfText);
}

function inOrderOfText({ place: a }: Finding, { place: b }: Finding): number {
  if (a === undefined || b === undefined) return 0;
  if (a.spec !== b.spec) return a.spec.name < b.spec.name ? -1 : 1;
  return a.at.line - b.at.line || a.at.column - b.at.column;
}

function inOtherWords(rule: string, message: string): string {
  // The parser hands its own crash over as a finding, with the stack in the message.
  const [firstLine = ''] = message.split(/, stack:|\n/);
  if (rule !== 'uncaught-error') return printable(firstLine);
  return printable(
    `The AsyncAPI parser cannot read the document (${firstLine.replace(/^.*?, message: /, '')}).`,
  );
}

function fixOf(message: string): string {
  const [, unexpected] = /^Property "(.*)" is not expected to be here/.exec(message) ?? [];
  if (unexpected !== undefined) return `Remove "${unexpected}", or correct its name.`;
  const [, missing] = /must have required property "?([^"]*)"?/.exec(message) ?? [];
  if (missing !== undefined) return `Add "${missing}" to the marked map.`;
  if (message.includes('allowed values')) return 'Write one of the values that the message lists.';
  return 'Correct the marked value; the AsyncAPI specification says what may stand there.';
}

// What is wrong with a value makes everything around it wrong as well, which says nothing to the reader.
function withoutSequels(breaches: readonly RuleBreach[]): readonly RuleBreach[] {
  const around = new Set(breaches.flatMap(({ path }) => path.map((_, end) => keyOf(path.slice(0, end)))));
  return breaches.filter(({ path }) => !around.has(keyOf(path)));
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path.map(String));
}
