import { existsSync, readFileSync } from 'node:fs';

/** One run of a handler. Times are milliseconds since 1970. */
export interface Run {
  readonly event: string;
  readonly startedAt: number;
  /** `undefined` when it never came to its end. */
  readonly endedAt: number | undefined;
}

/** The runs in the journal of a process. */
export function readRuns(file: string): Run[] {
  if (!existsSync(file)) return [];
  const runs: { event: string; startedAt: number; endedAt: number | undefined }[] = [];
  const open = new Map<string, (typeof runs)[number]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const { event, phase, at } = JSON.parse(line) as { event: string; phase: 'start' | 'end'; at: number };
    if (phase === 'start') {
      const run = { event, startedAt: at, endedAt: undefined };
      runs.push(run);
      open.set(event, run);
    } else {
      const run = open.get(event);
      if (run !== undefined) run.endedAt = at;
    }
  }
  return runs;
}

/** Runs by their events. */
export function groupRuns(runs: readonly Run[]): ReadonlyMap<string, readonly Run[]> {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const group = groups.get(run.event);
    if (group === undefined) groups.set(run.event, [run]);
    else group.push(run);
  }
  return groups;
}

/** When the handler of an event first came to its end; never, when it did not. */
export function handledAt(runs: readonly Run[] = []): number {
  return runs.reduce((first, { endedAt = Infinity }) => Math.min(first, endedAt), Infinity);
}
