import type { Manifest } from '../../src/project/manifest.js';
import { hashOf, manifestFiles } from '../../src/project/manifest.js';
import type { ProjectState } from '../../src/project/state.js';
import type { GeneratedFile, Zone } from '../../src/render/render.js';

const paths = {
  generated: 'src/generated/types.ts',
  scaffold: 'README.md',
  handler: 'src/handlers/opt-in.ts',
} as const satisfies Record<Zone, string>;

/** One file of a zone, as a run would write it. */
export function fileOf(zone: Zone, content: string): GeneratedFile {
  return { path: paths[zone], zone, content };
}

/** A project as it was left by a run that wrote `written`, with what is in it `now`. */
export function stateOf(
  written: readonly GeneratedFile[],
  now: Readonly<Record<string, string>> = Object.fromEntries(
    written.map(({ path, content }) => [path, content]),
  ),
): ProjectState {
  return { manifest: manifestOf(written), files: new Map(Object.entries(now)) };
}

export function manifestOf(files: readonly GeneratedFile[]): Manifest {
  return {
    target: 'fastify',
    spec: { source: 'bundled', digest: hashOf('a document') },
    files: manifestFiles(files),
  };
}
