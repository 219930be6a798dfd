import { isRecord, type JsonRecord } from '../spec/json.js';
import { badRequest } from '../web/api-error.js';
import type { Identity } from './channels.js';
import { readList, readText } from '../web/fields.js';

/** A channel and an identity on it. */
export function readIdentity(parent: JsonRecord, path = ''): Identity {
  return {
    channel: readText(parent, 'channel', `${path}channel`),
    identity: readText(parent, 'identity', `${path}identity`),
  };
}

export function readIdentities(parent: JsonRecord, name: string, path = name): readonly Identity[] {
  return readList(parent, name, path).map((item, index) => {
    if (!isRecord(item)) throw badRequest(`${path}[${index}] is no object`);
    return readIdentity(item, `${path}[${index}].`);
  });
}
