import { readdirSync, readFileSync } from 'node:fs';

export interface Sample {
  readonly trigger: string;
  readonly body: Buffer;
}

const folder = new URL('../../spec/samples/', import.meta.url);

/** The bundled sample of every event. */
export const samples: readonly Sample[] = readdirSync(folder).map((file) => ({
  trigger: file
    .replace(/\.json$/, '')
    .replaceAll('-', '_')
    .toUpperCase(),
  body: readFileSync(new URL(file, folder)),
}));

export function sampleOf(trigger: string): Buffer {
  const sample = samples.find((candidate) => candidate.trigger === trigger);
  if (sample === undefined) throw new Error(`There is no sample of ${trigger}`);
  return sample.body;
}
