import { isRecord, type JsonRecord } from '../spec/json.js';

/** What a message says, in one text for people to read; of what has no words, what it is. */
export function textOfContent(content: JsonRecord): string {
  const [kind, body] = Object.entries(content).find(([, value]) => isRecord(value)) ?? [];
  if (kind === undefined || !isRecord(body)) return '';
  const words = wordsOf(body);
  return words === '' ? `(${kind.replaceAll('_', ' ')})` : words;
}

function wordsOf(body: JsonRecord): string {
  for (const name of ['text', 'title', 'caption', 'description', 'url', 'postback_data']) {
    const value = body[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return isRecord(body['text_message']) ? wordsOf(body['text_message']) : '';
}
