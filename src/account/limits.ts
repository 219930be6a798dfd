/** How many webhooks an app can have, as published. */
export const mostWebhooks = 5;

/** How many characters the target of one can have, as published. */
export const longestTarget = 742;
