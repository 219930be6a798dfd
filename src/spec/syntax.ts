import { Composer, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import { UserError } from '../errors.js';
import type { SpecText } from './document.js';
import { fixes } from './fixes.js';
import { followPath } from './follow-path.js';
import type { JsonPath } from './json.js';
import { type Counted, countText, limits, nothingCounted } from './limits.js';
import { positionAt } from './lines.js';
import { buildPlain } from './plain.js';
import { printable } from './printable.js';
import { specError } from './spec-error.js';
import type { SpecPlace, TextTree, Trace } from './spec-tree.js';
import { tracePath } from './trace-path.js';

/** Reads the YAML or JSON of one text. Texts that are read with one `counted` are bounded together. */
export function readTree(spec: SpecText, counted: Counted = nothingCounted()): TextTree {
  const document = composeDocument(spec, counted);
  const root = buildPlain(document, {
    counted,
    fail: (failure) => specError({ place: placeAt(spec, failure.offset), ...failure }),
  });
  if (root === null) {
    throw new UserError({
      code: 'SPEC_EMPTY',
      message: `${printable(spec.name)} has no content.`,
      help: fixes.begin,
    });
  }
  const trace = (path: JsonPath): Trace => {
    const { offset, further } = tracePath(document, path);
    return { place: placeAt(spec, offset), ...(further && { further }) };
  };
  return { spec, root, trace, placeOf: (path) => ({ ...followPath(path, trace), path }) };
}

function composeDocument(spec: SpecText, counted: Counted): Document.Parsed<ParsedNode> {
  const composer = new Composer({
    prettyErrors: false,
    // Merge keys and tags such as !!js/function are a second language inside YAML: neither is evaluated.
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // Compares every pair of keys; buildPlain looks each key up instead.
    uniqueKeys: false,
  });
  const [document, second] = composer.compose(readTokens(spec, counted), true, spec.text.length);
  if (document === undefined) throw new Error('The YAML composer returned no document');

  const [problem] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (problem !== undefined) {
    throw syntaxError(spec, problem.pos[0], `${inOtherWords(problem)}.`);
  }
  if (second !== undefined && second.contents !== null) {
    throw syntaxError(spec, second.range[0], 'A second document begins here; one is read at a time.');
  }
  return document;
}

// The library speaks of block and flow collections, which the reader of a JSON document has never heard of.
function inOtherWords({ message }: { message: string }): string {
  const unclosed = /^(?:Flow|Expected flow) (map|sequence).* end with (?:a )?([}\]])$/.exec(message);
  if (unclosed !== null)
    return `This ${unclosed[1] === 'map' ? 'map' : 'list'} is not closed with ${unclosed[2]}`;
  return message === 'Block collections are not allowed within flow collections'
    ? 'A comma is missing, or a map or list is not closed'
    : printable(message);
}

/**
 * The library's own parse function composes nested collections by recursion, and runs out of stack in a way
 * that ends the process. Its tokens come from a loop, so depth and length are bounded while they come.
 */
function readTokens(spec: SpecText, counted: Counted) {
  const parser = new Parser();
  const tokens = [];
  let before = '';
  for (const lexeme of new Lexer().lex(spec.text)) {
    // No document of any size has need of many empty lines.
    counted.tokens += lexeme === '\n' && before === '\n' ? 3 : 1;
    before = lexeme;
    if (counted.tokens > limits.tokens) {
      throw new UserError({
        code: 'SPEC_TOO_MANY_NODES',
        message: `${printable(spec.name)} has more than ${countText(limits.tokens)} keys, values and line ends`,
        help: fixes.fewerChannels,
      });
    }
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > limits.depth) {
      throw specError({
        place: placeAt(spec, parser.offset),
        code: 'SPEC_TOO_DEEP',
        message: `The document is nested more than ${limits.depth} levels deep.`,
        help: 'Move inner schemas to components/schemas and refer to them with $ref.',
      });
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function syntaxError(spec: SpecText, offset: number, message: string): UserError {
  return specError({
    place: placeAt(spec, offset),
    code: 'SPEC_SYNTAX',
    message,
    help: 'Correct the YAML or JSON at the marked place; what follows it is read only then.',
  });
}

function placeAt(spec: SpecText, offset: number): SpecPlace {
  return { spec, at: positionAt(spec, offset) };
}
