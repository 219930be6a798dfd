/** How wide prettier lets a line be. */
export const lineWidth = 100;

/** A text as prettier would leave it; `undefined` where only prettier knows. */
export type LayOut = (text: string) => string | undefined;

/** How a line of a plain form is written; `undefined` for a line of another. */
type Form = (line: string) => string | undefined;

/**
 * What lays out statements that are rendered from a template whose own lines are as prettier leaves them. A line of a
 * statement is either one of those, or of a plain form of which it is known how prettier writes it: on one line where it
 * fits, else with each part on its own. `test/render/format.test.ts` holds it to what prettier does.
 */
export function createLayOut(template: string): LayOut {
  const written = new Set(template.split('\n').filter((line) => line !== '' && !line.includes('{{')));

  return (text) => {
    if (/[[({]\n *[\])}]/.test(text)) return undefined;
    const { open, inside, close } = moveIn(joinImports(text));
    const lines: string[] = [];
    for (const line of inside.split('\n')) {
      const laidOut = written.has(line) || isComment(line) ? line : layOutLine(line);
      if (laidOut === undefined) return undefined;
      lines.push(laidOut);
    }
    return [...open, ...lines, ...close].join('\n');
  };
}

/** An import that is written on several lines, on one where it fits. */
function joinImports(text: string): string {
  return text.replace(
    /^import \{\n((?: {2}(?:type )?\w+,\n)+)\} from ('[^']*');$/gm,
    (whole, names: string, from) => {
      const line = `import { ${names.trim().replace(/,$/, '').replace(/,\s+/g, ', ')} } from ${from};`;
      return fits(line) ? line : whole;
    },
  );
}

/** A statement whose lines are laid out as they are, or what stands around them where they are not all of it. */
interface Moved {
  readonly open: readonly string[];
  readonly inside: string;
  readonly close: readonly string[];
}

/** A constant of a call whose argument is a function: where its first line does not fit, prettier moves all that follows. */
function moveIn(text: string): Moved {
  const [, constant = '', callee = '', parameters = '', body = ''] = functionCall.exec(text) ?? [];
  if (body === '' || fits(`${constant} ${callee}(${parameters} => {`))
    return { open: [], inside: text, close: [] };
  const inside = body.replace(/^/gm, '  ');
  return fits(`${constant} ${callee}(`)
    ? { open: [`${constant} ${callee}(`, `  ${parameters} => {`], inside, close: ['  },', ');'] }
    : { open: [constant, `  ${callee}(${parameters} => {`], inside, close: ['  });'] };
}

const isComment = (line: string): boolean =>
  /^ *(\/\/ \S|\/\*\*( \S.*\*\/)?$| \*(\/| \S|$))/.test(line) && !/\s$/.test(line);

function layOutLine(line: string): string | undefined {
  // Prettier has rules of its own for the quotes around these, and counts their width in another way.
  if (/[^ -~]|\\/.test(line) || (line.includes("'") && line.includes('"'))) return undefined;
  const code = line.replaceAll('"', "'");
  for (const form of forms) {
    const laidOut = form(code);
    if (laidOut !== undefined) return laidOut;
  }
  return undefined;
}

const forms: readonly Form[] = [asIs, layOutCall, layOutOptions, layOutArrow, layOutUnion, layOutList];

const quoted = "'[^']*'";
// Ends where the word does, so that a list of these can be matched in one way only.
const key = String.raw`[A-Za-z_]\w*(?!\w)`;
const number = String.raw`-?(?:0|[1-9]\d{0,14})(?![\w.])`;
/** A part of a type: prettier leaves a type as it is where it has none but these. */
const typePart = String.raw`(?:${quoted}|${number}|${key}|\[\]| \| |[<>]|, )`;

/** What has one line however long it is, and what has one as long as it fits. */
const wholeLine = new RegExp(`^(?:}|}\\);|export interface ${key} {|import { ${key} } from ${quoted};)$`);
const fittingLine = new RegExp(
  [
    `^import { (?:type )?${key}(?:, (?:type )?${key})* } from ${quoted};$`,
    // An entry of a list of names, of handlers or validators by their triggers, and of a route.
    String.raw`^ {2}(?:${key}: |type )?${key},$`,
    String.raw`^ {4}${key}: (?:${quoted}|undefined),$`,
    String.raw`^ {4}tag: { property: ${quoted}, values: \[${quoted}(?:, ${quoted})*\] },$`,
    // A constant of a call whose argument is a function, as `moveIn` leaves it.
    String.raw`^const ${key}: ${key} = ${key}\(\(${key}(?:, ${key})*\) => {$`,
    // A property of an interface.
    String.raw`^ {2}${key}\??: ${typePart}+;$`,
  ].join('|'),
);

function asIs(line: string): string | undefined {
  return wholeLine.test(line) || (fittingLine.test(line) && fits(line)) ? line : undefined;
}

const functionCall = new RegExp(
  String.raw`^(const ${key}: ${key} =) (${key})\((\(${key}(?:, ${key})*\)) => {\n((?: {2}.+\n)* {2}.+)\n}\);$`,
);

const argument = String.raw`(?:${quoted}|${number}|${key}(?:\[${quoted}\])?)`;
const callLine = new RegExp(
  String.raw`^( *)((?:export )?const ${key} = )?(${key})\((${argument}(?:, ${argument})*)\);$`,
);

function layOutCall(line: string): string | undefined {
  const [, indent = '', before = '', callee = '', list = ''] = callLine.exec(line) ?? [];
  if (callee === '') return undefined;
  const parts = partsOf(list, argument);
  // Behind a constant, prettier has another way for one argument that is short or no name, where it does not fit.
  const [first = ''] = parts;
  const isLongName = /^\w+$/.test(first) && first.length > lineWidth / 4;
  if (parts.length === 1 && before !== '' && !isLongName && !fits(line)) return undefined;
  return onOneOrMore(line, { indent, open: `${before}${callee}(`, parts, close: ');' });
}

const optionsLine = new RegExp(String.raw`^( *)([\w.]+\(${quoted}, {)( ${key}: [\w.]+ )(}\);)$`);

/** A call whose last argument is an object of one property. */
function layOutOptions(line: string): string | undefined {
  const [, indent = '', open = '', property = '', close = ''] = optionsLine.exec(line) ?? [];
  return open === '' ? undefined : onOneOrMore(line, { indent, open, parts: [property.trim()], close });
}

const arrowLine = new RegExp(
  String.raw`^(export const ${key}: ${key}<)(${quoted})(> = async \()(${key}(?:, ${key})*)(\) => {)$`,
);

function layOutArrow(line: string): string | undefined {
  const [, open = '', type = '', middle = '', list = '', close = ''] = arrowLine.exec(line) ?? [];
  if (open === '') return undefined;
  const parts = partsOf(list, key);
  return (
    onOneOrMore(line, { indent: '', open: `${open}${type}${middle}`, parts, close }) ??
    ifAllFit([open, `  ${type}`, `${middle}${list}${close}`])
  );
}

const member = String.raw`(?:${quoted}|${number}|null|true|false)`;
const unionLine = new RegExp(
  String.raw`^(export type ${key} =) (${member}(?: \| ${member})*(?: \| \(string & {}\))?);$`,
);

function layOutUnion(line: string): string | undefined {
  const [, open = '', list = ''] = unionLine.exec(line) ?? [];
  if (open === '') return undefined;
  if (fits(line)) return line;
  const members = partsOf(list, String.raw`${member}|\(string & {}\)`);
  // One alone has no bar before it.
  if (members.length === 1) return undefined;
  const below = `  ${list};`;
  return ifAllFit([open, ...(fits(below) ? [below] : `  | ${members.join('\n  | ')};`.split('\n'))]);
}

const item = String.raw`(?:${quoted}|{ ${key}: ${quoted} })`;
const row = String.raw`\[(?:${item}(?:, ${item})*)?\]`;
const listLine = new RegExp(String.raw`^( *)(${key}: )\[((?:${row}(?:, ${row})*)?)\],$`);

/** A list of lists, as what identifies an event. */
function layOutList(line: string): string | undefined {
  const [, indent, name = '', inside = ''] = listLine.exec(line) ?? [];
  if (indent === undefined) return undefined;
  const rows = partsOf(inside, row).map((one) => ({ text: one, items: partsOf(one, item) }));
  // Prettier gives each list a line of its own where all have several items.
  const isTable = rows.length > 1 && rows.every(({ items }) => items.length > 1);
  if (fits(line) && !isTable) return line;
  const inner = `${indent}  `;
  const laidOut = rows.map(({ text: flat, items }) =>
    onOneOrMore(`${inner}${flat},`, { indent: inner, open: '[', parts: items, close: '],' }),
  );
  return ifAllFit([`${indent}${name}[`, ...laidOut, `${indent}],`]);
}

interface Pieces {
  readonly indent: string;
  readonly open: string;
  readonly parts: readonly string[];
  readonly close: string;
}

/** A line as it is where it fits, else with each part on a line of its own. */
function onOneOrMore(line: string, { indent, open, parts, close }: Pieces): string | undefined {
  if (fits(line)) return line;
  return ifAllFit([`${indent}${open}`, ...parts.map((part) => `${indent}  ${part},`), `${indent}${close}`]);
}

/** What does not fit on a line of its own either is broken by prettier elsewhere. */
function ifAllFit(lines: readonly (string | undefined)[]): string | undefined {
  const isKnown = lines.every((line) => line !== undefined && line.split('\n').every(fits));
  return isKnown ? lines.join('\n') : undefined;
}

function fits(line: string): boolean {
  return line.length <= lineWidth;
}

/** What a list consists of, which was matched before. */
function partsOf(joined: string, part: string): string[] {
  return joined.match(new RegExp(part, 'g')) ?? [];
}
