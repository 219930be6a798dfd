/** Formats whose schemas are read as JSON Schema: that of AsyncAPI and of OpenAPI is JSON Schema and a few words more. */
const readable = /^application\/(schema|vnd\.aai\.asyncapi|vnd\.oai\.openapi)(\+json|\+yaml)?\s*(;|$)/i;

const others: readonly (readonly [RegExp, string])[] = [
  [/^application\/vnd\.apache\.avro\b/i, 'Avro'],
  [/^application\/(x-|vnd\.google\.)?protobuf\b/i, 'Protobuf'],
  [/^application\/raml\b/i, 'RAML'],
];

export function isReadableFormat(format: string): boolean {
  return readable.test(format);
}

/** What people call a format; `undefined` where nobody does. */
export function formatTitle(format: string): string | undefined {
  return others.find(([pattern]) => pattern.test(format))?.[1];
}
