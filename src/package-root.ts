/** The folder of this package: `src` and `dist` lie at equal depth, so it is found the same way from both. */
export const packageRoot = new URL('..', import.meta.url);
