import { type JsonRecord, isRecord, valueOf } from './json.js';

/** Which of two says more: an operation or message, or the traits applied to it. */
export type Precedence = 'traits win' | 'traits yield';

export type ReadKey = (key: string) => unknown;

/**
 * Reads a key of an operation or message from it or its traits. In AsyncAPI 2 a trait overrides what it is
 * applied to; in 3 the object itself does. Of several traits the last one wins in both.
 */
export function withTraits(object: JsonRecord, precedence: Precedence): ReadKey {
  const traits = valueOf(object, 'traits');
  const applied = Array.isArray(traits) ? traits.filter(isRecord).reverse() : [];
  const layers = precedence === 'traits win' ? [...applied, object] : [object, ...applied];
  return (key) => layers.map((layer) => valueOf(layer, key)).find((value) => value !== undefined);
}
