import { mediansOf, median } from './measured.js';
import type { RowOutcome, SuiteOutcome } from './performance.js';
import { valueOf, type Row, type Suite } from './suite.js';
import type { Figures, Preparing, Round, Subject } from './subject.js';

export interface Running extends Preparing, Omit<Round, 'folder'> {
  /** An empty folder, anew each time. */
  readonly emptyFolder: () => string;
  /** Is told what was measured. */
  readonly tell: (line: string) => void;
  /** Is told of a subject that failed; the others go on. */
  readonly tellFailure: (subject: string, failure: unknown) => void;
}

type RoundFigures = ReadonlyMap<string, Figures>;

/** Why subjects could not be measured, by their names. */
type Missing = Map<string, string>;

/** Measures the subjects of a suite in turn, round after round. */
export async function runSuite(suite: Suite, running: Running): Promise<SuiteOutcome> {
  const missing: Missing = new Map();
  for (const { name, prepare } of suite.subjects) {
    const why = await prepare?.(running);
    if (why !== undefined) missing.set(name, why);
  }
  const rounds: RoundFigures[] = [];
  const count = Math.max(1, suite.rounds * running.rounds);
  while (rounds.length < count)
    rounds.push(await runRound(suite, running, { number: rounds.length + 1, missing }));
  return {
    name: suite.name,
    rounds: running.rounds,
    events: running.events,
    rows: suite.rows.map((row) => rowOutcome(row, rounds, missing)),
    subjects: neededSubjects(suite, missing).map(({ name, title }) => ({
      name,
      title,
      figures: mediansOf(rounds.map((figures) => figures.get(name)).filter((found) => found !== undefined)),
    })),
  };
}

async function runRound(
  suite: Suite,
  { emptyFolder, tell, tellFailure, ...round }: Running,
  { number, missing }: { readonly number: number; readonly missing: Missing },
): Promise<RoundFigures> {
  const figures = new Map<string, Figures>();
  for (const subject of neededSubjects(suite, missing)) {
    try {
      const found = await subject.measure({ ...round, folder: emptyFolder() });
      figures.set(subject.name, found);
      tell(`${suite.name}, round ${number}, ${subject.name}: ${describe(found)}`);
    } catch (failure) {
      missing.set(subject.name, `${subject.title} failed`);
      tellFailure(`${suite.name}, round ${number}, ${subject.name}`, failure);
    }
  }
  return figures;
}

/** Those that can be measured, and that a row needs of which all can be. */
function neededSubjects(suite: Suite, missing: Missing): readonly Subject[] {
  const rows = suite.rows.filter((row) => whyMissing(row, missing) === undefined);
  const needed = new Set(rows.flatMap(({ subject, beside }) => [subject, beside?.subject]));
  return suite.subjects.filter(({ name }) => needed.has(name));
}

function whyMissing({ subject, beside }: Row, missing: Missing): string | undefined {
  return missing.get(subject) ?? missing.get(beside?.subject ?? '');
}

function rowOutcome(row: Row, rounds: readonly RoundFigures[], missing: Missing): RowOutcome {
  const { name } = row;
  const why = whyMissing(row, missing);
  if (why !== undefined) return { name, missing: why };
  const values = rounds.map((figures) => valueOf(row, figures)).filter((value) => value !== undefined);
  if (values.length === 0) throw new Error(`${name} asks for a figure that was not measured: ${row.figure}`);
  return { name, value: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

function describe(found: Figures): string {
  return Object.entries(found)
    .map(([name, value]) => `${name} ${value.toFixed(value < 10 ? 2 : 0)}`)
    .join(', ');
}
