/**
 * An AsyncAPI document of so many events, as YAML: each has a channel, a message and a schema of its own, which is built
 * as those of Sinch are, with an envelope around one key that no other event has. The same number gives the same bytes.
 */
export function sizedDocument(events: number): string {
  const indices = Array.from({ length: events }, (_, index) => index);
  return [
    'asyncapi: 2.6.0',
    'info:',
    `  title: ${events} events`,
    "  version: '1.0'",
    'defaultContentType: application/json',
    'channels:',
    ...indices.flatMap(channelOf),
    'components:',
    '  messages:',
    ...indices.flatMap(messageOf),
    '  schemas:',
    ...sharedSchemas,
    ...indices.flatMap(schemaOf),
    '',
  ].join('\n');
}

function channelOf(index: number): string[] {
  const { wire, type } = namesOf(index);
  return [
    `  /conversation/${wire.replaceAll('_', '-')}:`,
    '    publish:',
    `      operationId: receive${type}`,
    `      summary: Receive that ${wordsOf(index)}`,
    '      message:',
    `        $ref: '#/components/messages/${type}'`,
  ];
}

function messageOf(index: number): string[] {
  const { type } = namesOf(index);
  return [
    `    ${type}:`,
    `      name: ${type}`,
    '      payload:',
    `        $ref: '#/components/schemas/${type}'`,
  ];
}

function schemaOf(index: number): string[] {
  const { wire, type } = namesOf(index);
  return [
    `    ${type}:`,
    '      type: object',
    `      required: [app_id, ${wire}]`,
    '      properties:',
    '        app_id:',
    '          type: string',
    '          description: The app identifier',
    '        event_time:',
    '          type: string',
    '          format: date-time',
    `        ${wire}:`,
    '          type: object',
    `          description: Says that ${wordsOf(index)}`,
    '          required: [id]',
    '          properties:',
    '            id:',
    '              type: string',
    ...Array.from({ length: 1 + (index % 3) }, (_, place) => propertyOf(index, place)).flat(),
  ];
}

/** Of the kinds that real payloads have, one after the other. */
function propertyOf(index: number, place: number): string[] {
  const name = `            ${nouns[(index + place * 3) % nouns.length]}_${place}:`;
  switch ((index + place) % 4) {
    case 0:
      return [name, "              $ref: '#/components/schemas/ChannelIdentity'"];
    case 1:
      return [name, '              type: string', `              enum: [QUEUED, DELIVERED, STATE_${index}]`];
    case 2:
      return [name, '              type: array', '              items:', '                type: integer'];
    default:
      return [name, '              type: boolean'];
  }
}

const sharedSchemas: readonly string[] = [
  '    ChannelIdentity:',
  '      type: object',
  '      properties:',
  '        channel:',
  '          type: string',
  '        identity:',
  '          type: string',
];

const nouns: readonly string[] = ['message', 'contact', 'conversation', 'channel', 'app', 'report', 'agent'];
const verbs: readonly string[] = [
  'created',
  'updated',
  'deleted',
  'merged',
  'started',
  'stopped',
  'delivered',
];

/** No two events go by one name: the number is in it. */
function namesOf(index: number): { readonly wire: string; readonly type: string } {
  const parts = [nouns[index % nouns.length] ?? '', verbs[(index * 3) % verbs.length] ?? '', String(index)];
  return {
    wire: parts.join('_'),
    type: parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`).join(''),
  };
}

function wordsOf(index: number): string {
  const { wire } = namesOf(index);
  return `${wire.replaceAll('_', ' ')} has happened`;
}
