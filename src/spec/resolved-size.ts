import { UserError } from '../errors.js';
import { numberCycles } from './cycles.js';
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
 * walks every copy. Twenty schemas that each refer to the next one twice are a million.
 */
export function checkResolvedSize(tree: SpecTree, targets: Targets): void {
  if (!isRecord(tree.root)) return;
  const cycles = numberCycles(tree.root, (object) =>
    [targets.get(object), ...Object.values(object)].filter(isObject),
  );
  const sizes = new Map<object, Size>();
  measure(tree.root, 0);

  function measure(value: unknown, above: number): Size {
    if (!isObject(value)) return { values: 1, depth: 0 };
    const size = sizes.get(value) ?? measureInside(value, above);
    sizes.set(value, size);
    if (size.values > limits.resolvedValues || above + size.depth > limits.resolvedDepth) {
      throw tooLarge(tree.spec.name);
    }
    return size;
  }

  function measureInside(object: object, above: number): Size {
    if (above > limits.resolvedDepth) throw tooLarge(tree.spec.name);
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

function tooLarge(name: string): UserError {
  return new UserError({
    code: 'SPEC_TOO_LARGE',
    message: `${printable(name)} has more than ${countText(limits.resolvedValues)} values or ${countText(limits.resolvedDepth)} levels once its references are written out`,
    help: 'Let schemas refer to each other less often, or pass a document with only the channels your receiver needs.',
  });
}
