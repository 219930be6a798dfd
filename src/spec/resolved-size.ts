import { type ErrorCode, UserError } from '../errors.js';
import { findCycles } from './cycles.js';
import { fixes } from './fixes.js';
import { isRecord } from './json.js';
import { countText, limits } from './limits.js';
import { printable } from './printable.js';
import type { Targets } from './resolve-references.js';
import type { SpecTree } from './spec-tree.js';

interface Size {
  readonly values: number;
  readonly depth: number;
}

/**
 * Refuses a document whose references, written out, would be more than the AsyncAPI parser gets through: it
 * walks every copy. Twenty schemas that each refer to the next one twice are a million. What leads in a circle it
 * leaves as it is, but looks at again for each reference to it, and the model follows it by recursion.
 */
export function checkResolvedSize(tree: SpecTree, targets: Targets): void {
  if (!isRecord(tree.root)) return;
  if (targets.size > limits.references) {
    throw tooMuch(tree, 'SPEC_TOO_MANY_NODES', `${countText(limits.references)} references`);
  }
  const { numbers: cycles, depth: wayDown } = findCycles(tree.root, (object) =>
    [targets.get(object), ...Object.values(object)].filter(isObject),
  );
  if (wayDown > limits.cyclicDepth) {
    throw tooMuch(tree, 'SPEC_TOO_DEEP', `${countText(limits.cyclicDepth)} levels along its references`);
  }
  const sizes = new Map<object, Size>();
  measure(tree.root, 0);

  function measure(value: unknown, above: number): Size {
    if (!isObject(value)) return { values: 1, depth: 0 };
    const size = sizes.get(value) ?? measureInside(value, above);
    sizes.set(value, size);
    if (size.values > limits.resolvedValues) {
      const most = `${countText(limits.resolvedValues)} values once its references are written out`;
      throw tooMuch(tree, 'SPEC_TOO_MANY_NODES', most);
    }
    if (above + size.depth > limits.resolvedDepth) throw tooDeep(tree);
    return size;
  }

  function measureInside(object: object, above: number): Size {
    if (above > limits.resolvedDepth) throw tooDeep(tree);
    let { values, depth } = measureTarget(object, above);
    for (const item of Object.values(object)) {
      const inner = measure(item, above + 1);
      values += inner.values;
      depth = Math.max(depth, inner.depth + 1);
    }
    return { values, depth };
  }

  /** What a reference stands for; of any other object, itself. */
  function measureTarget(object: object, above: number): Size {
    const target = targets.get(object);
    // The parser leaves a reference that is part of a cycle as it is.
    const isCyclic = isObject(target) && cycles.get(target) === cycles.get(object);
    return target === undefined || isCyclic ? { values: 1, depth: 0 } : measure(target, above);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function tooDeep(tree: SpecTree): UserError {
  const most = `${countText(limits.resolvedDepth)} levels once its references are written out`;
  return tooMuch(tree, 'SPEC_TOO_DEEP', most);
}

function tooMuch({ spec }: SpecTree, code: ErrorCode, most: string): UserError {
  return new UserError({
    code,
    message: `${printable(spec.name)} has more than ${most}`,
    help: fixes.fewerReferences,
  });
}
