/** What a round has found out: figures by their names, for a second or for an event. */
export type Figures = Readonly<Record<string, number>>;

export interface Round {
  readonly events: number;
  readonly connections: number;
  /** An empty folder. */
  readonly folder: string;
}

/** What is measured, and how. */
export interface Subject {
  readonly name: string;
  readonly title: string;
  measure(round: Round): Promise<Figures>;
}
