import { takeSteps } from './effort.js';

/**
 * Whether a text has the form of a regular expression; `undefined` where that is not known. How long trying may take
 * grows with the length of the text to a power of how often the expression repeats something, and the text is a
 * stranger's: so a text that is too long for its expression is not tried.
 */
export function matchesPattern(source: string, text: string): boolean | undefined {
  const { expression, degree } = compile(source);
  const steps = 1 + text.length ** degree / characterTriesPerStep;
  return steps > mostSteps || !takeSteps(steps) ? undefined : expression.test(text);
}

interface Pattern {
  readonly expression: RegExp;
  readonly degree: number;
}

const characterTriesPerStep = 100;
const mostSteps = 50_000;
const compiled = new Map<string, Pattern>();

function compile(source: string): Pattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = { expression: new RegExp(source, 'u'), degree: degreeOf(source) };
  compiled.set(source, pattern);
  return pattern;
}

/** How many positions in a text there are to choose: one for each repetition, and one where any may be the first. */
function degreeOf(source: string): number {
  const bare = source
    .replace(/\\(?:[pPu]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]/gsu, 'x')
    .replace(/\(\?(?::|<\w+>)/gu, '(')
    .replace(/([*+?}])\?/gu, '$1');
  const repeats = bare.match(/[*+?]|\{\d+,\d*\}/gu) ?? [];
  return Math.max(1, repeats.length + (bare.startsWith('^') ? 0 : 1));
}
