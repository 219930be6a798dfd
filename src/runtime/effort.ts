// Alternatives within alternatives can double the work at every level of a body, so the whole of it is bounded. A body
// of a megabyte without any takes a tenth of this.
const mostSteps = 2_000_000;

let stepsLeft = mostSteps;

/** Begins the check of a body. Checks run to their end without waiting, so one count serves for all. */
export function beginEffort(): void {
  stepsLeft = mostSteps;
}

/** Counts a step; false once there were too many, and then nothing more is to be looked at. */
export function takeStep(): boolean {
  stepsLeft -= 1;
  return stepsLeft >= 0;
}

/** Whether the check of a body was cut short. */
export function isEffortSpent(): boolean {
  return stepsLeft < 0;
}
