/** How many events a test of a recipe lets happen. `RECIPE_EVENTS=2000` looks longer. */
export const recipeEvents = Number(process.env['RECIPE_EVENTS'] ?? 60);

/** How long such a test may take: the more events, the longer. */
export const recipeTimeout = 60_000 + recipeEvents * 200;
