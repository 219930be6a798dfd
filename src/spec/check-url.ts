/** Why a URL is not asked for, as the end of a sentence that begins with it. */
export const urlProblems = {
  'not http': 'is not an http address',
  password: 'is an address with a password in it',
} as const satisfies Readonly<Record<string, string>>;

export type UrlProblem = keyof typeof urlProblems;

/** A URL that may be asked for, or what is wrong with it. */
export function checkUrl(location: string, base?: URL): URL | UrlProblem {
  const url = URL.canParse(location, base?.href) ? new URL(location, base) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return 'not http';
  return url.username === '' && url.password === '' ? url : 'password';
}
