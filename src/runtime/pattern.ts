/**
 * Whether a text has the form of a regular expression; `undefined` where that is not known. How long trying may take
 * grows with the length of the text to a power of how often the expression repeats something, and the text is a
 * stranger's: so a text that is too long for its expression is not tried.
 */
export function matchesPattern(source: string, text: string): boolean | undefined {
  const pattern = compile(source);
  return text.length > pattern.longestText ? undefined : pattern.expression.test(text);
}

interface Pattern {
  readonly expression: RegExp;
  readonly longestText: number;
}

const mostSteps = 1e7;
const compiled = new Map<string, Pattern>();

function compile(source: string): Pattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const repeats = source.match(/[*+?}]/g)?.length ?? 0;
  const pattern = {
    expression: new RegExp(source, 'u'),
    longestText: Math.max(64, Math.floor(mostSteps ** (1 / (1 + repeats)))),
  };
  compiled.set(source, pattern);
  return pattern;
}
