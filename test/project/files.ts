import { hashOf } from '../../src/project/hash.js';
import type { Manifest } from '../../src/project/manifest.js';
import { planRun, type Plan } from '../../src/project/plan.js';
import type { PlannedFile } from '../../src/project/planned-file.js';
import type { ProjectState } from '../../src/project/state.js';
import type { GeneratedFile, Zone } from '../../src/render/render.js';

const paths = {
  generated: 'src/generated/types.ts',
  scaffold: 'README.md',
  handler: 'src/handlers/opt-in.ts',
} as const satisfies Record<Zone, string>;

export const nothing: ProjectState = { manifest: undefined, files: new Map(), pristine: new Map() };

/** One file of a zone, as a run would write it. */
export function fileOf(zone: Zone, content: string, path: string = paths[zone]): GeneratedFile {
  return { path, zone, content };
}

/** The project after a run that wrote these files. */
export function wrote(...files: readonly GeneratedFile[]): ProjectState {
  return afterRun(files, nothing);
}

/** The project after another run, as the disk holds it. */
export function afterRun(files: readonly GeneratedFile[], state: ProjectState): ProjectState {
  const plan = planRun(files, state);
  const changes = Object.fromEntries(plan.files.map(({ path, after }) => [path, after]));
  return {
    manifest: { ...manifestOf([]), files: plan.entries },
    files: edited(state, changes).files,
    pristine: plan.pristine,
  };
}

/** The project after a user has written these files, or deleted those without a text. */
export function edited(
  state: ProjectState,
  changes: Readonly<Record<string, string | undefined>>,
): ProjectState {
  const files = new Map(state.files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) files.delete(path);
    else files.set(path, content);
  }
  return { ...state, files };
}

/** What a run does with a path. */
export function plannedFor(path: string, plan: Plan): PlannedFile | undefined {
  return plan.files.find((file) => file.path === path);
}

/** What a run would do, of the files that change or need their owner. */
export function toDo(plan: Plan): string[] {
  return plan.files.filter(({ action }) => action !== 'keep').map(({ action, path }) => `${action} ${path}`);
}

export function manifestOf(files: readonly GeneratedFile[]): Manifest {
  return {
    version: '1.2.3',
    build: '0a1b',
    options: { target: 'fastify', spec: 'bundled', events: null },
    digest: hashOf('a document'),
    events: [],
    files: Object.fromEntries(
      files.map(({ path, zone, content }) => [path, { zone, hash: hashOf(content) }]),
    ),
  };
}
