import { type AST, RegExpParser } from '@eslint-community/regexpp';

/**
 * Whether a regular expression of a document can be tried on a stranger's text. One in which a part that may match
 * texts of several lengths is itself repeated can take time that doubles with each character; such a one is not used.
 */
export function isCheapPattern(source: string): boolean {
  const known = verdicts.get(source);
  if (known !== undefined) return known;
  const pattern = parse(source);
  const isUsed =
    pattern !== undefined &&
    countVariable(pattern.alternatives) <= mostVariable &&
    pattern.alternatives.every((alternative) => isCheap(alternative.elements));
  verdicts.set(source, isUsed);
  return isUsed;
}

const verdicts = new Map<string, boolean>();

/** Whether a text is a regular expression, but one that is not used. */
export function mayRunAway(source: string): boolean {
  return isRegExp(source) && !isCheapPattern(source);
}

const longestSource = 1_000;
// Whether a group is fixed is asked anew at every level above it.
const mostGroupsAbove = 8;
/** Each repetition multiplies the ways to match a text by its length; with more, only short texts could be tried. */
const mostVariable = 4;

function parse(source: string): AST.Pattern | undefined {
  // It must be one to the engine that tries it, and one to the parser by which its cost is told.
  if (source.length > longestSource || nestingOf(source) > mostGroupsAbove || !isRegExp(source))
    return undefined;
  try {
    return new RegExpParser({ ecmaVersion: 2023 }).parsePattern(source, 0, source.length, { unicode: true });
  } catch {
    return undefined;
  }
}

function nestingOf(source: string): number {
  let [deepest, depth] = [0, 0];
  for (const character of source) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** How many parts may match texts of several lengths. */
function countVariable(alternatives: readonly AST.Alternative[]): number {
  return alternatives
    .flatMap(({ elements }) => elements)
    .reduce((total, element) => total + variableIn(element), 0);
}

function variableIn(element: AST.Element): number {
  switch (element.type) {
    case 'Quantifier':
      return (element.min === element.max ? 0 : 1) + variableIn(element.element);
    case 'Group':
    case 'CapturingGroup':
      return countVariable(element.alternatives);
    default:
      return 0;
  }
}

/** Whether a text is a regular expression of JavaScript, read as JSON Schema has it: by characters of Unicode. */
export function isRegExp(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

function isCheap(elements: readonly AST.Element[]): boolean {
  return elements.every((element) => {
    switch (element.type) {
      case 'Quantifier':
        return element.max <= 1 ? isCheap([element.element]) : isFixed(element.element);
      case 'Group':
      case 'CapturingGroup':
        return element.alternatives.every((alternative) => isCheap(alternative.elements));
      case 'Assertion':
        return element.kind !== 'lookahead' && element.kind !== 'lookbehind';
      case 'Backreference':
        return false;
      default:
        return true;
    }
  });
}

/** Whether there is one way only to match any text, so that repeating it adds none. */
function isFixed(element: AST.Element): boolean {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return true;
    case 'Quantifier':
      return element.min === element.max && isFixed(element.element);
    case 'Group':
    case 'CapturingGroup':
      return isOneWay(element.alternatives);
    default:
      return false;
  }
}

// Alternatives that begin with different characters cannot both match.
function isOneWay(alternatives: readonly AST.Alternative[]): boolean {
  const first = alternatives.map(({ elements: [element] }) =>
    element?.type === 'Character' ? element.value : undefined,
  );
  const differ = !first.includes(undefined) && new Set(first).size === first.length;
  return (
    (alternatives.length === 1 || differ) &&
    alternatives.every(
      ({ elements }) =>
        elements.length > 0 &&
        // What ends one of several alternatives may begin the next.
        (elements.every(isFixed) || (alternatives.length === 1 && isSeparated(elements))),
    )
  );
}

/** As in `(-[a-z]+)*`: a character that stands nowhere else begins or ends each repetition, and its length says the rest. */
function isSeparated(elements: readonly AST.Element[]): boolean {
  const variable = elements.filter((element) => !isFixed(element));
  const [only] = variable;
  if (variable.length > 1 || only?.type !== 'Quantifier' || !isFixed(only.element)) return false;
  return [elements[0], elements.at(-1)].some((separator) => {
    if (separator?.type !== 'Character') return false;
    const others = elements.filter((element) => element !== separator);
    return !others.some((element) => canMatch(element, separator.value));
  });
}

function canMatch(element: AST.Element, character: number): boolean {
  if (element.type === 'Quantifier') return canMatch(element.element, character);
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return element.alternatives.some(({ elements }) => elements.some((inner) => canMatch(inner, character)));
  return new RegExp(`^${element.raw}$`, 'u').test(String.fromCodePoint(character));
}
