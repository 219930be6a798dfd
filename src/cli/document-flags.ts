import type { SpecText } from '../spec/document.js';
import { parseHost } from '../spec/hosts.js';
import type { LoadOptions } from '../spec/load-options.js';
import { loadSpec, parseSpecSource, withoutPassword } from '../spec/load.js';
import { printable } from '../spec/printable.js';
import type { Io } from './context.js';
import { usageError } from './parse-flags.js';
import { shellWord } from './shell-word.js';

/** What every command that reads a document is told of how to read it. */
export interface DocumentFlags {
  readonly allowRef?: readonly string[];
  readonly allowPrivate?: readonly string[];
  readonly header?: readonly Header[];
}

type Header = readonly [name: string, value: string];

/** The flags of the above, each of which may be given again. */
export const documentFlags = [
  ['--allow-ref <host>', 'let the document refer to this host', parseHostFlag('--allow-ref')],
  ['--allow-private <host>', 'let this host be in a private network', parseHostFlag('--allow-private')],
  [
    '--header <line>',
    'send "Name: value" to the server of the document',
    (text: string) => parseHeader(text, '--header'),
  ],
] as const;

/** Reads a document as it is named on the command line. */
export function readDocument(argument: string | undefined, flags: DocumentFlags, io: Io): Promise<SpecText> {
  return loadSpec(parseSpecSource(argument), { stdin: io.stdin, ...readLoadOptions(flags, io) });
}

export function readLoadOptions(
  { allowRef, allowPrivate, header }: DocumentFlags,
  { env }: Io,
): Pick<LoadOptions, 'allowRef' | 'allowPrivate' | 'headers'> {
  const headers = header ?? readEnvironment(env['SINCH_WEBHOOKS_HEADER']);
  return {
    ...(allowRef && { allowRef }),
    ...(allowPrivate && { allowPrivate }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  };
}

/** The flags that another command needs to read the same document, to be shown. A header may be a secret. */
export function documentWords(spec: string | undefined, { allowRef, allowPrivate }: DocumentFlags): string {
  const words = [
    ...(spec === undefined ? [] : ['--spec', shellWord(withoutPassword(spec))]),
    ...(allowRef ?? []).flatMap((host) => ['--allow-ref', shellWord(host)]),
    ...(allowPrivate ?? []).flatMap((host) => ['--allow-private', shellWord(host)]),
  ];
  return words.map((word) => ` ${word}`).join('');
}

/** Reads a host, with its port where it has one. */
export function parseHostFlag(flag: string) {
  return (text: string): string => {
    const host = parseHost(text);
    if (host !== undefined) return host;
    throw usageError(
      `${flag} is ${JSON.stringify(printable(text.replace(/^(https?:\/\/)?.*@/is, '$1…@')))}, which is no host`,
      'Write the host alone, such as schemas.example.com or localhost:8080, and the flag once for each.',
    );
  };
}

// A list of processes shows what is on a command line, and the environment of another user nobody.
function readEnvironment(line: string | undefined): readonly Header[] {
  if (line === undefined || line.trim() === '') return [];
  return [parseHeader(line, 'SINCH_WEBHOOKS_HEADER')];
}

// The characters that HTTP has for a name and for a value; what could begin another line is in neither.
const headerLine = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

// What says how the request itself is sent is not the user's to say.
const reserved = [
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'transfer-encoding',
  'upgrade',
];

function parseHeader(text: string, where: string): Header {
  const [, name, value] = headerLine.exec(text.trim()) ?? [];
  if (name === undefined || value === undefined) {
    // The value is not shown, nor what was taken for a name: either may be the secret.
    throw usageError(`${where} is no header`, 'Write it as in --header "Authorization: Bearer …".');
  }
  if (!reserved.includes(name.toLowerCase())) return [name.toLowerCase(), value];
  throw usageError(`${where} cannot set ${name.toLowerCase()}`, 'Leave it out: the request sets it itself.');
}
