import { limits } from '../spec/limits.js';
import { docComment, literalText, propertyKey } from './encode.js';
import type { MetaModel } from './modelina.js';
import type { EventModel } from './receiver-model.js';
import {
  innerNodes,
  type ObjectNode,
  type PropertyNode,
  type ScalarType,
  type SchemaNode,
} from './schema.js';
import { writtenSize } from './written-size.js';

type Modelina = typeof import('./modelina.js');

/**
 * The TypeScript declarations of all payloads, as one text: `WebhookEvents` first, then whatever it leads to.
 * Modelina escapes nothing, so it is given names that are safe already, and every text of the document (property
 * names, descriptions, literals) is written by our own encoders.
 */
export async function declareTypes(events: readonly EventModel[]): Promise<string> {
  const root = eventsNode(events);
  if (writtenSize([root]) > limits.writtenCharacters) throw new RangeError('The types are too long.');
  const modelina = await import('./modelina.js');
  const input = new modelina.InputMetaModel();
  input.models = { WebhookEvents: toMetaModel(modelina, root) };
  const outputs = await createGenerator(modelina).generate(input);
  return outputs.map(({ result }) => result).join('\n\n');
}

function eventsNode(events: readonly EventModel[]): ObjectNode {
  return {
    kind: 'object',
    isTyped: true,
    typeName: 'WebhookEvents',
    location: 'WebhookEvents',
    description: 'The payload of every event, by its trigger.',
    properties: events.map(({ trigger, payload }) => ({ name: trigger, required: true, schema: payload })),
  };
}

function createGenerator({ TypeScriptGenerator }: Modelina) {
  return new TypeScriptGenerator({
    modelType: 'interface',
    enumType: 'union',
    mapType: 'record',
    constraints: {
      modelName: ({ modelName }) => modelName,
      propertyKey: ({ objectPropertyModel }) => objectPropertyModel.propertyName,
    },
    typeMapping: {
      Any: ({ constrainedModel }) => nameOfModelless(nodeOf(constrainedModel)),
      Array: ({ constrainedModel: { valueModel } }) => arrayOf(valueModel.type),
      Tuple: ({ constrainedModel }) =>
        tupleOf(
          nodeOf(constrainedModel),
          constrainedModel.tuple.map(({ value }) => value.type),
        ),
      Union: ({ constrainedModel }) => unionOf(constrainedModel.union.map(({ type }) => type)),
    },
    presets: [
      {
        interface: {
          self: async ({ model, renderer }) =>
            `${docComment(nodeOf(model).description)}export ${await renderer.defaultSelf()}`,
          property: ({ model, property }) => {
            const { name, required, schema, description } = propertyAt(nodeOf(model), property.propertyName);
            // A declared type carries its description itself.
            const own = 'typeName' in schema ? undefined : schema.description;
            const comment = docComment(description ?? own);
            return `${comment}${propertyKey(name)}${required ? '' : '?'}: ${property.property.type};`;
          },
        },
        enum: {
          self: ({ model }) => {
            const node = nodeOf(model);
            return `${docComment(node.description)}export type ${model.name} = ${literalsOf(node)};`;
          },
        },
      },
    ],
  });
}

function toMetaModel(modelina: Modelina, root: SchemaNode): MetaModel {
  const built = new Map<SchemaNode, MetaModel>();
  return convert(root);

  function convert(node: SchemaNode): MetaModel {
    const known = built.get(node);
    if (known !== undefined) return known;
    const model = create(node);
    built.set(node, model);
    if (node.kind === 'object' && model instanceof modelina.ObjectModel) {
      // Stand-ins for the property names, which may be anything: `propertyAt` finds the property by its place.
      node.properties.forEach(({ required, schema }, index) => {
        const name = `p${index}`;
        model.properties[name] = new modelina.ObjectPropertyModel(name, required, convert(schema));
      });
    }
    return model;
  }

  function create(node: SchemaNode): MetaModel {
    switch (node.kind) {
      case 'any':
      case 'never':
      case 'constant':
        return new modelina.AnyModel(node.kind, node, {});
      case 'scalar':
        return createScalar(node.type, node);
      case 'literals':
        return new modelina.EnumModel(node.typeName, node, {}, []);
      case 'object':
        return new modelina.ObjectModel(node.typeName, node, {}, {});
      case 'map':
        return new modelina.DictionaryModel(
          'map',
          node,
          {},
          createScalar('string', node),
          convert(node.values),
        );
      case 'array':
        return new modelina.ArrayModel('array', node, {}, convert(node.items));
      case 'tuple': {
        const items = innerNodes(node).map(
          (item, index) => new modelina.TupleValueModel(index, convert(item)),
        );
        return new modelina.TupleModel('tuple', node, {}, items);
      }
      case 'union':
        return new modelina.UnionModel('union', node, {}, node.members.map(convert));
    }
  }

  function createScalar(type: ScalarType, node: SchemaNode): MetaModel {
    switch (type) {
      case 'string':
        return new modelina.StringModel('string', node, {});
      case 'integer':
        return new modelina.IntegerModel('integer', node, {});
      case 'number':
        return new modelina.FloatModel('number', node, {});
      case 'boolean':
        return new modelina.BooleanModel('boolean', node, {});
      case 'null':
        return new modelina.AnyModel('null', node, {});
    }
  }
}

/** Every model is made by `toMetaModel`, which leaves its node here. */
function nodeOf(model: { originalInput: unknown }): SchemaNode {
  return model.originalInput as SchemaNode;
}

function propertyAt(node: SchemaNode, standIn: string): PropertyNode {
  const property = node.kind === 'object' ? node.properties[Number(standIn.slice(1))] : undefined;
  if (property === undefined) throw new Error(`No property stands behind ${standIn}.`);
  return property;
}

/** Modelina has no model for null, for nothing or for one value, so they travel as what has no type. */
function nameOfModelless(node: SchemaNode): string {
  if (node.kind === 'constant') return literalText(node.value);
  if (node.kind === 'scalar') return node.type;
  return node.kind === 'never' ? 'never' : 'unknown';
}

function arrayOf(type: string): string {
  return /^\w+$/.test(type) ? `${type}[]` : `Array<${type}>`;
}

function tupleOf(node: SchemaNode, types: readonly string[]): string {
  if (node.kind !== 'tuple') throw new Error(`A ${node.kind} is not a tuple.`);
  const items = types
    .slice(0, node.items.length)
    .map((type, index) => (index < node.required ? type : `(${type})?`));
  const rest = types.slice(node.items.length).map((type) => `...${arrayOf(type)}`);
  return `[${[...items, ...rest].join(', ')}]`;
}

function unionOf(types: readonly string[]): string {
  return types.includes('unknown') ? 'unknown' : [...new Set(types)].join(' | ');
}

function literalsOf(node: SchemaNode): string {
  if (node.kind !== 'literals') throw new Error(`A ${node.kind} is not declared as literals.`);
  return [...node.literals.map(literalText), ...(node.open ? ['(string & {})'] : [])].join(' | ');
}
