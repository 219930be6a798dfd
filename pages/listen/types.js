/** @import { TypeDocumentation, TypeView } from '../../src/listen/type-documentation.js' */

/**
 * What the document says of a place in a payload: what it is, and why it is there.
 * @typedef {{ types: readonly TypeView[], description: string | undefined, isKnown: boolean }} Documented
 */

/** @type {Documented} */
export const undocumented = { types: [], description: undefined, isKnown: false };

/** @param {TypeDocumentation} documentation */
export function createTypes({ events, types }) {
  /**
   * A type, and those of which it may be any.
   * @param {number} place
   * @returns {TypeView[]}
   */
  const open = (place) => {
    const type = types[place];
    if (type === undefined) return [];
    return [type, ...(type.members ?? []).flatMap((member) => open(member))];
  };
  /**
   * @param {number} place
   * @param {string} [description]
   * @returns {Documented}
   */
  const documented = (place, description) => {
    const all = open(place);
    return {
      types: all,
      description: description ?? all.find((one) => one.description !== undefined)?.description,
      isKnown: all.length > 0,
    };
  };

  return {
    /** @param {string | null} trigger */
    ofEvent(trigger) {
      const event = events.find((one) => one.trigger === trigger);
      if (event === undefined) return undocumented;
      return documented(event.type, event.description ?? event.summary);
    },
    /**
     * Of what stands in a value under a key, or at an index.
     * @param {Documented} outer
     * @param {string | number} key
     */
    inside(outer, key) {
      for (const type of outer.types) {
        if (typeof key === 'number') {
          if (type.items !== undefined) return documented(type.items);
          continue;
        }
        const property = type.properties?.find(([name]) => name === key);
        if (property !== undefined) return documented(property[1], property[3]);
        if (type.values !== undefined) return documented(type.values);
      }
      return undocumented;
    },
  };
}

/** @typedef {ReturnType<typeof createTypes>} Types */
