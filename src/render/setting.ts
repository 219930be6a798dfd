/** A variable of a receiver, as its README and its `.env.example` tell of it. */
export interface Setting {
  readonly name: string;
  readonly fallback: string | undefined;
  /** Whether one without a fallback may be left out. */
  readonly isOptional?: boolean;
  readonly meaning: string;
}
