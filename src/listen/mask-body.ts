import type { EventModel } from '../model/receiver-model.js';
import type { SchemaNode } from '../model/schema.js';
import { isRecord } from '../spec/json.js';
import { createMasks, type Masks } from './masks.js';

/** Puts masks in the place of what is personal in the body of an event. */
export type MaskBody = (body: unknown, trigger: string | undefined) => unknown;

/**
 * Masks every text of a body but those that the document lists as values, times, and a few that say nothing of
 * anybody, such as the type of a file: what is not known to be harmless is not kept.
 */
export function createBodyMask(events: readonly EventModel[]): MaskBody {
  const payloads = new Map(events.map(({ trigger, payload }) => [trigger, payload]));
  return (body, trigger) => {
    const payload = payloads.get(trigger ?? '');
    return mask(body, { nodes: payload === undefined ? [] : [payload], key: '', masks: createMasks() });
  };
}

interface Place {
  /** What the document says of the value; several where it may be of several types. */
  readonly nodes: readonly SchemaNode[];
  /** The property that it is the value of. */
  readonly key: string;
  readonly masks: Masks;
}

function mask(value: unknown, place: Place): unknown {
  const { masks, key } = place;
  const nodes = place.nodes.flatMap(alternatives);
  if (typeof value === 'string') return isHarmless(value, key, nodes) ? value : maskText(value, masks);
  if (typeof value === 'number') return masks.number(value, key);
  if (Array.isArray(value)) {
    const items = nodes.flatMap((node) => (node.kind === 'array' ? [node.items] : []));
    return value.map((item) => mask(item, { ...place, nodes: items }));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      maskKey(name, nodes, masks),
      mask(item, { masks, key: name, nodes: nodesAt(nodes, name) }),
    ]),
  );
}

function alternatives(node: SchemaNode): readonly SchemaNode[] {
  return node.kind === 'union' ? node.members.flatMap(alternatives) : [node];
}

function nodesAt(nodes: readonly SchemaNode[], name: string): readonly SchemaNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'map') return [node.values];
    if (node.kind !== 'object') return [];
    return node.properties.flatMap((property) => (property.name === name ? [property.schema] : []));
  });
}

const language = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/;
const harmlessForms = new Map([
  ['language', language],
  ['language_code', language],
  ['mime_type', /^[a-z]{1,20}\/[\w.+-]{1,60}$/],
]);

/** Whether the document has the value in a list, or it is one that its sender may have added to that list since. */
function isHarmless(value: string, key: string, nodes: readonly SchemaNode[]): boolean {
  const isListed = nodes.some((node) => {
    if (node.kind === 'constant') return node.value === value;
    return node.kind === 'literals' && (node.literals.includes(value) || /^[A-Z][A-Z_]{0,63}$/.test(value));
  });
  return isListed || harmlessForms.get(key)?.test(value) === true;
}

/** A text, and of one that is JSON what is in it, as in the metadata that an app sends along. */
function maskText(text: string, masks: Masks): string {
  if (!/^\s*[[{]/.test(text) || text.length > longestJson) return masks.text(text);
  try {
    return JSON.stringify(mask(JSON.parse(text), { nodes: [], key: '', masks }));
  } catch {
    return masks.text(text);
  }
}

const longestJson = 100_000;

/** Keys of the document, and what looks like one; any other, such as one with a capital, may be a number or a name. */
function maskKey(name: string, nodes: readonly SchemaNode[], masks: Masks): string {
  const isKnown = nodes.some(
    (node) => node.kind === 'object' && node.properties.some((property) => property.name === name),
  );
  return isKnown || /^(?:[a-z][A-Za-z_]{0,39}|[A-Z][A-Z_]{0,39})$/.test(name) ? name : masks.text(name);
}
