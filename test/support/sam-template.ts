import { parse, type Tags } from 'yaml';
import { buildBundledModel } from '../../src/model/bundled.js';
import { renderReceiver } from '../../src/render/render.js';
import { targets } from '../../src/render/targets/index.js';

type Properties = Readonly<Record<string, unknown>>;

export interface SamResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Properties;
}

export interface SamParameter {
  readonly Default?: unknown;
  readonly MinValue?: number;
  readonly MaxValue?: number;
}

export interface SamTemplate {
  readonly Parameters: Readonly<Record<string, SamParameter>>;
  readonly Conditions: Properties;
  readonly Resources: Readonly<Record<string, SamResource>>;
  readonly Outputs: Properties;
}

/** The text of the template in a receiver for Lambda. */
export async function renderSamTemplate(): Promise<string> {
  const files = await renderReceiver(await buildBundledModel(), targets.lambda);
  return files.find(({ path }) => path === 'template.yaml')?.content ?? '';
}

/** The template as data, with its functions written out: `!Ref Queue` is `{ Ref: 'Queue' }`. */
export function parseSamTemplate(text: string): SamTemplate {
  return parse(text, { customTags }) as SamTemplate;
}

const customTags: Tags = [
  { tag: '!Ref', resolve: (name: string) => ({ Ref: name }) },
  { tag: '!GetAtt', resolve: (path: string) => ({ 'Fn::GetAtt': path.split('.') }) },
  { tag: '!Sub', resolve: (pattern: string) => ({ 'Fn::Sub': pattern }) },
  ...['If', 'Equals', 'Not', 'Or'].map((name) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (sequence: { toJSON(): unknown }) => ({ [`Fn::${name}`]: sequence.toJSON() }),
  })),
];

/** The names that a part of a template refers to, be they of parameters, resources or conditions. */
export function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (key === 'Ref' || key === 'Condition') return [String(child)];
    if (key === 'Fn::GetAtt') return [String((child as string[])[0])];
    if (key === 'Fn::If') return [String((child as unknown[])[0]), ...namesIn(child)];
    if (key === 'Fn::Sub')
      return [...String(child).matchAll(/\$\{([A-Za-z:]+)/g)].map(([, name = '']) => name);
    return namesIn(child);
  });
}
