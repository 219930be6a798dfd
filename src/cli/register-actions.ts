/** What `register` can do. */
export const registerActions = ['list', 'create', 'update', 'rotate', 'verify', 'remove'] as const;

export type RegisterAction = (typeof registerActions)[number];

export const registerEnvironment = `
Who asks is read from the environment alone: SINCH_PROJECT_ID, SINCH_KEY_ID and
SINCH_KEY_SECRET. A secret is never printed.`;
