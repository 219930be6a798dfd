/** What a round has found out: figures by their names, for a second or for an event. */
export type Figures = Readonly<Record<string, number>>;

export interface Round {
  readonly events: number;
  readonly connections: number;
  /** How many there are. */
  readonly rounds: number;
  /** An empty folder. */
  readonly folder: string;
}

export interface Preparing {
  /** Whether something may be installed that is not there yet. */
  readonly mayInstall: boolean;
}

/** What is measured, and how. */
export interface Subject {
  readonly name: string;
  readonly title: string;
  /** Brings what it needs and this repository does not have. Resolves with why it cannot be measured, if it cannot. */
  prepare?(options: Preparing): Promise<string | undefined>;
  measure(round: Round): Promise<Figures>;
}
