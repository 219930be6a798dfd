import { expect, it, vi } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { renderReceiver } from '../../src/render/render.js';
import { targets } from '../../src/render/targets/index.js';
import { specDocument } from '../model/spec-document.js';

const given = vi.hoisted((): { readonly code: string; readonly template: string }[] => []);

vi.mock(import('../../src/render/format.js'), async (load) => ({
  ...(await load()),
  formatTypeScript: async (code, template = '') => {
    given.push({ code, template });
    return code;
  },
}));

const { askPrettier, formatTypeScript } = await vi.importActual<typeof import('../../src/render/format.js')>(
  '../../src/render/format.js',
);

const event = (length: number, payload: object) => ({ address: '/a', trigger: 'A'.repeat(length), payload });
const withText = { properties: { a: { type: 'string' } } };
const below = (schema: object) => ({ type: 'object', properties: { a: schema } });

it.each([
  ['an object of a long name', event(45, { type: 'object', ...withText })],
  ['an object of a long name that declares no type', event(45, withText)],
  ['a nested object of a long name', event(50, below({ type: 'object', ...withText }))],
  ['an event of any payload', event(55, {})],
  ['an event of a text', event(55, { type: 'string' })],
  ['a closed list of one number', event(77, below({ enum: [1] }))],
  ['a closed list of two numbers', event(77, below({ enum: [1, 2] }))],
])('lays out %s as prettier does', async (_what, message) => {
  given.length = 0;
  await renderReceiver(buildModel(specDocument(message)), targets.express);
  for (const { code, template } of given) {
    expect(await formatTypeScript(code, template)).toBe(await askPrettier(code));
  }
});
