import { styleText } from 'node:util';

export type Style = 'bold' | 'red' | 'green' | 'yellow' | 'dim';

export type Paint = (style: Style, text: string) => string;

/** Colours text where its reader can see colours: `FORCE_COLOR` decides, then `NO_COLOR`, then the stream. */
export function createPaint(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  if (!showsColour(stream, env)) return (_style, text) => text;
  // Left to itself, styleText looks at the process and not at the stream given here.
  return (style, text) => styleText(style, text, { validateStream: false });
}

function showsColour(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR']) return false;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
