/** Whether every event goes to one URL, as Sinch sends them, or each to the address of its own channel below it. */
export const pathChoices = ['single', 'per-channel'] as const;

export type PathChoice = (typeof pathChoices)[number];
