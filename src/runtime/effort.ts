// Alternatives within alternatives can double the work at every level of a body, so the whole of it is bounded. A body
// of a megabyte has half as many values at most, and each takes one step.
const mostSteps = 1_000_000;

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
