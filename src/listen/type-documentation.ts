import { describeNew } from '../model/describe-type.js';
import type { EventModel } from '../model/receiver-model.js';
import { nodesBelow, type SchemaNode } from '../model/schema.js';

/** A type of the document, as the page shows it beside a value. Others are named by their place in the list. */
export interface TypeView {
  /** Such as `string`, or the values that it may have. */
  readonly is: string;
  readonly description?: string;
  readonly properties?: readonly PropertyView[];
  /** Of each item of a list, or of each value of a map. */
  readonly items?: number;
  readonly values?: number;
  /** Of which a value may be any. */
  readonly members?: readonly number[];
}

export type PropertyView = readonly [name: string, type: number, isRequired: boolean, description?: string];

export interface TypeDocumentation {
  readonly events: readonly {
    readonly trigger: string;
    readonly summary?: string;
    readonly description?: string;
    readonly type: number;
  }[];
  readonly types: readonly TypeView[];
}

/** What the document says of each event and each field. */
export function documentTypes(events: readonly EventModel[]): TypeDocumentation {
  const nodes = nodesBelow(events.map(({ payload }) => payload));
  const places = new Map(nodes.map((node, index) => [node, index]));
  const place = (node: SchemaNode): number => places.get(node) ?? -1;
  return {
    events: events.map(({ trigger, summary, description, payload }) => ({
      trigger,
      ...(summary !== undefined && { summary }),
      ...(description !== undefined && { description }),
      type: place(payload),
    })),
    types: nodes.map((node) => ({
      is: describeNew(node),
      ...(node.description !== undefined && { description: node.description }),
      ...partsOf(node, place),
    })),
  };
}

function partsOf(node: SchemaNode, place: (node: SchemaNode) => number): Partial<TypeView> {
  switch (node.kind) {
    case 'object':
      return {
        properties: node.properties.map(({ name, schema, required, description }): PropertyView =>
          description === undefined
            ? [name, place(schema), required]
            : [name, place(schema), required, description],
        ),
      };
    case 'array':
      return { items: place(node.items) };
    case 'map':
      return { values: place(node.values) };
    case 'union':
      return { members: node.members.map(place) };
    default:
      return {};
  }
}
