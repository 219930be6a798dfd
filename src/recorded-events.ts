import type { GeneratedEvent } from './generate.js';
import { handlerPath } from './model/handler-path.js';
import { readModel } from './model/read-model.js';
import { ifThere } from './project/file-system.js';
import { inProject, layout } from './project/layout.js';
import { readManifest } from './project/state.js';
import { openWorkspace } from './project/workspace.js';

/**
 * The events of a receiver that is up to date, as its own record has them: such a run reads no document. `null` where
 * somebody has deleted that.
 */
export async function readRecordedEvents(directory: string): Promise<GeneratedEvent[] | null> {
  const workspace = openWorkspace({ directory });
  const manifest = await readManifest(workspace);
  const location = inProject(workspace.directory, layout.document);
  const text = await ifThere(workspace.fs.readFile(location, 'utf8'));
  if (text === undefined) return null;
  const { model } = await readModel({ source: { kind: 'file', location }, name: location, text });
  const chosen = manifest?.options.events ?? model.events.map(({ trigger }) => trigger);
  return model.events
    .filter(({ trigger }) => chosen.includes(trigger))
    .map((event) => ({
      trigger: event.trigger,
      handler: handlerPath(event),
      eventKey: event.eventKey,
    }));
}
