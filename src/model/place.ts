import { isPlainObject } from './json.js';
import { pascalCase, type NameWish } from './names.js';

/** Where a schema stands, and the type name that follows from it. */
export type Place = NameWish;

const eventRank = 0;
const componentRank = 1;
const pathRank = 2;

export function eventPlace(typeName: string): Place {
  return { location: `event ${typeName}`, name: typeName, rank: eventRank };
}

export function componentPlace(component: string, isPayload: boolean): Place {
  return {
    location: `component ${JSON.stringify(component)}`,
    name: pascalCase(component),
    rank: isPayload ? eventRank : componentRank,
  };
}

export function propertyPlace(parent: Place, property: string): Place {
  return pathPlace(parent, { step: JSON.stringify(property), name: property });
}

export function itemPlace(parent: Place): Place {
  return pathPlace(parent, { step: 'items', name: 'item' });
}

export function valuePlace(parent: Place): Place {
  return pathPlace(parent, { step: 'values', name: 'value' });
}

// A member has no name of its own; its first property tells it from the others better than a number would.
export function memberPlace(parent: Place, member: unknown, index: number): Place {
  const properties = isPlainObject(member) && isPlainObject(member['properties']) ? member['properties'] : {};
  return pathPlace(parent, { step: `option ${index}`, name: Object.keys(properties)[0] ?? 'option' });
}

function pathPlace(parent: Place, { step, name }: { step: string; name: string }): Place {
  return {
    location: `${parent.location} ${step}`,
    name: `${parent.name}${pascalCase(name)}`,
    rank: pathRank,
  };
}
