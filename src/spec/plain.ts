import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { DocumentErrorCode, UserError } from '../errors.js';
import { fixes } from './fixes.js';
import type { JsonRecord } from './json.js';
import { type Counted, countText, limits } from './limits.js';
import { printable } from './printable.js';

interface Failure {
  readonly offset: number;
  readonly code: DocumentErrorCode;
  readonly message: string;
  readonly help: string;
}

/**
 * YAML nodes as plain values. An alias becomes a copy of what it names, counted like any other value, so a
 * few bytes of aliases to aliases meet the bound instead of filling the memory.
 */
export function buildPlain(
  document: Document.Parsed<ParsedNode>,
  { counted, fail }: { counted: Counted; fail: (failure: Failure) => UserError },
): unknown {
  const anchors = new Map<string, unknown>();
  return build(document.contents, { depth: 0, copying: false });

  function build(node: unknown, at: { depth: number; copying: boolean }): unknown {
    const offset = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
    counted.values += 1;
    if (counted.values > limits.values)
      throw fail(at.copying ? tooManyAliases(offset) : tooManyNodes(offset));
    if (at.depth > limits.depth) throw fail(tooDeep(offset));

    if (isAlias(node)) {
      if (!anchors.has(node.source)) throw fail(unknownAnchor(offset, node.source));
      return build(anchors.get(node.source), { depth: at.depth + 1, copying: true });
    }
    // The anchors inside a copy were declared where the original stands.
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined && !at.copying) {
      anchors.set(node.anchor, node);
    }
    const inner = { depth: at.depth + 1, copying: at.copying };
    if (isSeq(node)) return node.items.map((item) => build(item, inner));
    if (!isMap(node)) {
      const value = isScalar(node) ? node.value : null;
      return at.copying ? countCopied(value, offset) : value;
    }

    const record: JsonRecord = {};
    for (const pair of node.items) {
      if (!isScalar(pair.key)) throw fail(keyNotText(offset));
      const key = String(at.copying ? countCopied(pair.key.value, offset) : pair.key.value);
      const keyOffset = pair.key.range?.[0] ?? offset;
      if (key === '__proto__') throw fail(forbiddenKey(keyOffset));
      if (key === '<<') throw fail(mergeKey(keyOffset));
      if (Object.hasOwn(record, key)) throw fail(duplicateKey(keyOffset, key));
      record[key] = build(pair.value, inner);
    }
    return record;
  }

  // A text is read once however often an alias repeats it, but written out as often.
  function countCopied(value: unknown, offset: number): unknown {
    if (typeof value === 'string') counted.copied += value.length;
    if (counted.copied > limits.copiedCharacters) throw fail(tooMuchText(offset));
    return value;
  }
}

function tooManyAliases(offset: number): Failure {
  return {
    offset,
    code: 'SPEC_TOO_MANY_ALIASES',
    message: `The document has more than ${countText(limits.values)} values once its aliases are written out.`,
    help: 'Use $ref instead of YAML aliases.',
  };
}

function tooMuchText(offset: number): Failure {
  return {
    offset,
    code: 'SPEC_TOO_MANY_ALIASES',
    message: `The document has more than ${countText(limits.copiedCharacters)} characters once its aliases are written out.`,
    help: 'Use $ref instead of YAML aliases.',
  };
}

function tooManyNodes(offset: number): Failure {
  return {
    offset,
    code: 'SPEC_TOO_MANY_NODES',
    message: `The document has more than ${countText(limits.values)} values.`,
    help: fixes.fewerChannels,
  };
}

function tooDeep(offset: number): Failure {
  return {
    offset,
    code: 'SPEC_TOO_DEEP',
    message: `The document is nested more than ${limits.depth} levels deep once its aliases are written out.`,
    help: 'Use $ref instead of YAML aliases, and move inner schemas to components/schemas.',
  };
}

function unknownAnchor(offset: number, name: string): Failure {
  return {
    offset,
    code: 'SPEC_SYNTAX',
    message: `The alias *${printable(name)} names an anchor that does not stand before it.`,
    help: `Write &${printable(name)} at the value it should repeat, or quote the text if it is no alias.`,
  };
}

function keyNotText(offset: number): Failure {
  return {
    offset,
    code: 'SPEC_SYNTAX',
    message: 'A key of this map is not text.',
    help: 'Give every key of the map a plain name.',
  };
}

function forbiddenKey(offset: number): Failure {
  return {
    offset,
    code: 'SPEC_INVALID',
    message: 'The key __proto__ is not accepted anywhere in a document.',
    help: 'Rename or remove the key.',
  };
}

function mergeKey(offset: number): Failure {
  return {
    offset,
    code: 'SPEC_SYNTAX',
    message: 'The merge key << is not part of YAML 1.2 and is not evaluated.',
    help: 'Write the merged keys out, or use allOf with $ref.',
  };
}

function duplicateKey(offset: number, key: string): Failure {
  return {
    offset,
    code: 'SPEC_SYNTAX',
    message: `The key "${printable(key)}" stands twice in the same map.`,
    help: 'Remove or rename one of the two.',
  };
}
