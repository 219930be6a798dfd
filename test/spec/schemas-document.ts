import { parseSpec } from '../../src/spec/parse.js';
import { specText } from './spec-text.js';

/** A document whose one payload is the schema S, in two places. */
export function withSchemas(schemas: string, message = ''): string {
  return `asyncapi: 2.6.0
info: { title: T, version: '1' }
channels:
  /a:
    publish:
      message: { payload: { $ref: '#/components/schemas/S' }${message} }
  /b:
    publish:
      message: { payload: { $ref: '#/components/schemas/S' } }
components:
  schemas:
${schemas.replace(/^/gm, '    ')}
`;
}

/** What S becomes. */
export async function payloadOf(schemas: string): Promise<unknown> {
  const { operations } = await parseSpec(specText(withSchemas(schemas)));
  return operations[0]?.messages[0]?.payload;
}
