import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build.js';
import { declareTypes } from '../../src/model/types.js';
import { formatTypeScript } from '../../src/render/format.js';
import { specDocument } from './spec-document.js';

const text = { type: 'string' };

describe('declareTypes', () => {
  it('maps every trigger to the type of its payload', async () => {
    const declared = await declare({ id: text });

    expect(declared).toContain('export interface WebhookEvents {\n  THING: Thing;\n}');
  });

  it('tells required from optional, and says what the document says of each', async () => {
    const declared = await declare({ id: { ...text, description: 'Unique.' }, at: text }, ['id']);

    expect(declared).toContain(
      'export interface Thing {\n  /** Unique. */\n  id: string;\n  at?: string;\n}',
    );
  });

  it('is right for each form of schema', async () => {
    const declared = await declare({
      text,
      count: { type: 'integer' },
      ratio: { type: 'number' },
      flag: { type: 'boolean' },
      nothing: { type: 'null' },
      whatever: {},
      names: { type: 'array', items: text },
      maybe: { type: 'array', items: { type: ['string', 'null'] } },
      grid: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
      labels: { type: 'object', additionalProperties: text },
      free: { type: 'object' },
      either: { type: ['string', 'integer', 'null'] },
    });

    expect(declared).toContain(
      [
        'export interface Thing {',
        '  text?: string;',
        '  count?: number;',
        '  ratio?: number;',
        '  flag?: boolean;',
        '  nothing?: null;',
        '  whatever?: unknown;',
        '  names?: string[];',
        '  maybe?: Array<string | null>;',
        '  grid?: Array<number[]>;',
        '  labels?: Record<string, string>;',
        '  free?: Record<string, unknown>;',
        '  either?: string | number | null;',
        '}',
      ].join('\n'),
    );
  });

  it('leaves string unions open and constants closed', async () => {
    const declared = await declare({
      channel: { enum: ['SMS', 'RCS'] },
      kind: { const: 'x' },
      step: { enum: [1, 2] },
    });

    expect(declared).toContain("export type ThingChannel = 'SMS' | 'RCS' | (string & {});");
    expect(declared).toContain("  kind?: 'x';\n");
    expect(declared).toContain('export type ThingStep = 1 | 2;');
  });

  it('declares a type that contains itself once', async () => {
    const link: Record<string, unknown> = { 'x-parser-schema-id': 'Link', type: ['object', 'null'] };
    link['properties'] = { next: link };
    const declared = await declare({ link });

    expect(declared).toContain('export interface Link {\n  next?: Link | null;\n}');
    expect(declared.match(/interface Link /g)).toHaveLength(1);
  });

  it('invents nothing: no any, no counters, no additionalProperties', async () => {
    const declared = await declare({
      a: {
        type: 'object',
        properties: { b: { type: 'object', additionalProperties: true, properties: { c: {} } } },
      },
      d: {
        anyOf: [
          { type: 'object', properties: { e: text } },
          { type: 'array', items: {} },
        ],
      },
    });

    expect(declared).not.toMatch(/\bany\b|Anonymous|additionalProperties|reserved|\bMap</);
  });
});

describe('a hostile document', () => {
  const names = [
    'a"b',
    "it's",
    '__proto__',
    'constructor',
    '*/',
    '${x}',
    '{{x}}',
    'a\nb',
    '日本',
    '',
    '1',
    'default',
  ];
  const breakout = '*/ process.exit(1); /* ${process.exit(1)} {{x}} `';

  it.each(names)('declares a property called %j, and nothing else', async (name) => {
    const [plain, hostile] = await Promise.all([
      declare({ name: { ...text, description: 'Words.' } }),
      declare({ [name]: { ...text, description: breakout } }),
    ]);

    const property = / \S+\?: string;/;
    expect(withoutTexts(hostile)).toMatch(property);
    expect(withoutTexts(hostile).replace(property, '')).toBe(withoutTexts(plain).replace(property, ''));
  });

  it('keeps known values and descriptions where they belong', async () => {
    const values = ["'; process.exit(1); '", '*/', '`${process.exit(1)}`', '\u2028', '\\'];
    const declared = await declare({ kind: { enum: values, description: breakout } });

    expect(withoutTexts(declared)).toContain('export type ThingKind = T | T | T | T | T | (string & {});');
    expect(withoutTexts(declared)).not.toContain('process');
  });
});

/** The declarations of one event, THING, as they end up in the file. */
async function declare(properties: Readonly<Record<string, unknown>>, required: readonly string[] = []) {
  const payload = Object.fromEntries([
    ['type', 'object'],
    ['required', required],
    ['properties', Object.fromEntries(Object.entries(properties))],
  ]);
  return formatTypeScript(
    await declareTypes(buildModel(specDocument({ address: '/thing', payload })).events),
  );
}

/** What is left of code when comments are taken away and every literal is a T. */
function withoutTexts(code: string): string {
  return code
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\*[^]*?\*\//g, (match) =>
      match.startsWith('/') ? '' : 'T',
    )
    .replace(/\s+/g, ' ');
}
