import { isRecord } from '../spec/json.js';
import { propertyKey, quote } from './encode.js';

/** The code of a JSON value. */
export function jsonLiteral(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(', ')}]`;
  if (isRecord(value)) {
    const members = Object.entries(value).map(([name, item]) => `${memberName(name)}: ${jsonLiteral(item)}`);
    return `{ ${members.join(', ')} }`;
  }
  return typeof value === 'boolean' || Number.isFinite(value) ? String(value) : 'null';
}

/** The name of a member of an object literal. In brackets `__proto__` is a name like any other. */
export function memberName(name: string): string {
  return name === '__proto__' ? `[${quote(name)}]` : propertyKey(name);
}
