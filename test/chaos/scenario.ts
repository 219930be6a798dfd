import type { BuiltReceiver } from './build-receiver.js';
import type { Figure } from './figure.js';
import type { Random } from './random.js';

/** What a scenario is given. */
export interface Stage {
  readonly receiver: BuiltReceiver;
  /** An empty folder of the scenario's own. */
  readonly folder: string;
  readonly random: Random;
  /** 1 for the full counts. */
  readonly scale: number;
  /** A full count at the scale of this run, but never under `least`. */
  count(full: number, least: number): number;
}

/** One way in which the world is unkind to a receiver, and the limits that hold all the same. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What it costs is time alone: in a run that is not for its figures, others may go on meanwhile. */
  readonly isMostlyWaiting?: true;
  /** Yields each figure as it is known. */
  readonly run: (stage: Stage) => AsyncIterable<Figure>;
}

/** Under this scale a run only shows that all works, and scenarios may go on side by side. */
export const scaleForFigures = 0.1;
