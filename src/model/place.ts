import { entriesOf, isRecord, valueOf } from '../spec/json.js';
import { digestOf, pascalCase, shortName, type NameWish } from './names.js';

/** Where a schema stands, and the type name that follows from it. */
export interface Place extends NameWish {
  /** What the names of schemas inside begin with, where that is not the name itself. */
  readonly stem?: string;
  /** The property that identifies the event, where this is the payload of one. */
  readonly eventKey?: string | undefined;
}

const eventRank = 0;
const componentRank = 1;
const pathRank = 2;

/** The payload of an event. */
export interface Payload {
  readonly typeName: string;
  readonly eventKey?: string | undefined;
}

export function eventPlace({ typeName, eventKey }: Payload): Place {
  return { location: `event ${typeName}`, name: typeName, rank: eventRank, eventKey };
}

/** `payload` is the event that is called like the component, where there is one. */
export function componentPlace(component: string, payload: Payload | undefined): Place {
  return {
    location: `component ${JSON.stringify(component)}`,
    name: pascalCase(component),
    rank: payload === undefined ? componentRank : eventRank,
    eventKey: payload?.eventKey,
  };
}

export function propertyPlace(parent: Place, property: string): Place {
  const place = pathPlace(parent, { step: JSON.stringify(property), name: property });
  // What is under the event key goes by the event: `MessageInboundContactMessage`.
  return property === parent.eventKey ? { ...place, stem: parent.name } : place;
}

/** With an index, one of the items that have a schema each. */
export function itemPlace(parent: Place, index?: number): Place {
  return index === undefined
    ? pathPlace(parent, { step: 'items', name: 'item' })
    : pathPlace(parent, { step: `item ${index}`, name: `item${index + 1}` });
}

/** With an index, one of the kinds of values that a map has by the form of their names. */
export function valuePlace(parent: Place, index?: number): Place {
  return index === undefined
    ? pathPlace(parent, { step: 'values', name: 'value' })
    : pathPlace(parent, { step: `value ${index}`, name: `value${index + 1}` });
}

// A member has no name of its own. Its title, or what its first property is or is called, tells it from the others
// better than a number would.
export function memberPlace(parent: Place, member: unknown, index: number): Place {
  const own: unknown = isRecord(member) && Array.isArray(member['allOf']) ? member['allOf'].at(-1) : member;
  return pathPlace(parent, {
    step: `option ${index}`,
    name: titleOf(own) ?? firstPropertyOf(own) ?? 'option',
  });
}

const longestTitle = 40;

function titleOf(schema: unknown): string | undefined {
  const title = valueOf(schema, 'title');
  return typeof title === 'string' && title !== '' && title.length <= longestTitle ? title : undefined;
}

function firstPropertyOf(schema: unknown): string | undefined {
  const [property] = entriesOf(valueOf(schema, 'properties'));
  if (property === undefined) return undefined;
  const [name, inner] = property;
  const known = valueOf(inner, 'enum');
  const value =
    valueOf(inner, 'const') ?? (Array.isArray(known) && known.length === 1 ? known[0] : undefined);
  return typeof value === 'string' ? `${name} ${value}` : name;
}

// Locations contain those around them, so in a deep document of long names they would fill the memory.
const longestLocation = 1_000;

function pathPlace(parent: Place, { step, name }: { step: string; name: string }): Place {
  const location = `${parent.location} ${step}`;
  return {
    location: location.length > longestLocation ? digestOf(location) : location,
    name: shortName({ name: `${parent.stem ?? parent.name}${pascalCase(name)}`, location }),
    rank: pathRank,
  };
}
