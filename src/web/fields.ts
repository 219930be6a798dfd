import { isRecord, type JsonRecord } from '../spec/json.js';
import { badRequest } from './api-error.js';

// Fields of what a client or a scenario sends. A wrong one is named by its path, as `recipient.contact_id`.

export function readRecord(parent: JsonRecord, name: string, path = name): JsonRecord {
  const value = parent[name];
  if (isRecord(value)) return value;
  throw badRequest(value === undefined ? `${path} is missing` : `${path} is no object`);
}

/** A text that is not empty. */
export function readText(parent: JsonRecord, name: string, path = name): string {
  const text = readOptionalText(parent, name, path);
  if (text !== undefined && text !== '') return text;
  throw badRequest(`${path} is missing`);
}

/** A text, `undefined` where it is absent or null. */
export function readOptionalText(parent: JsonRecord, name: string, path = name): string | undefined {
  const value = parent[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw badRequest(`${path} is no text`);
}

/** A list, empty where it is absent or null. */
export function readList(parent: JsonRecord, name: string, path = name): readonly unknown[] {
  const value = parent[name] ?? [];
  if (Array.isArray(value)) return value;
  throw badRequest(`${path} is no list`);
}

/** A list of texts that are not empty. */
export function readTexts(parent: JsonRecord, name: string, path = name): readonly string[] {
  return readList(parent, name, path).map((item, index) => {
    if (typeof item === 'string' && item !== '') return item;
    throw badRequest(`${path}[${index}] is no text`);
  });
}
