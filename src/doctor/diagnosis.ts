/** What was looked at, and whether it is as it should be. */
export interface Diagnosis {
  /** What was looked at, for programs: it stays the same whatever was found. */
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'failure' | 'skipped';
  /** One sentence, without a secret in it. */
  readonly message: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly fix?: string;
}

export function ok(check: string, message: string): Diagnosis {
  return { check, status: 'ok', message };
}

export function skipped(check: string, message: string): Diagnosis {
  return { check, status: 'skipped', message };
}

export function warning(check: string, message: string, fix: string): Diagnosis {
  return { check, status: 'warning', message, fix };
}

export function failure(check: string, message: string, fix: string): Diagnosis {
  return { check, status: 'failure', message, fix };
}
