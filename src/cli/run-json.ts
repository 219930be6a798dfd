import type { RunResult } from '../plan-generation.js';

/** A run without the texts of its files. */
export function buildRunJson(result: RunResult) {
  const { directory, target, events, files, isUpToDate, droppedEvents, differences } = result;
  const actions = files.map(({ path, action, reason }) => ({ path, action, reason }));
  return {
    directory,
    target,
    upToDate: isUpToDate,
    events,
    droppedEvents,
    files: actions,
    differences,
  };
}
