// Alternatives within alternatives can double the work at every level of a body, so the whole of it is bounded. A body
// of a megabyte has half as many values at most, and each takes one step; a step is about a microsecond.
const mostSteps = 1_000_000;

let stepsLeft = mostSteps;

/** Begins the check of a body. Checks run to their end without waiting, so one count serves for all. */
export function beginEffort(): void {
  stepsLeft = mostSteps;
}

/** Counts steps; false once there were too many, and then nothing more is to be looked at. */
export function takeSteps(count: number): boolean {
  stepsLeft -= count;
  return stepsLeft >= 0;
}

export function takeStep(): boolean {
  return takeSteps(1);
}

/** Whether the check of a body was cut short. */
export function isEffortSpent(): boolean {
  return stepsLeft < 0;
}
