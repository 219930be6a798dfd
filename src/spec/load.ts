import { createReadStream } from 'node:fs';
import { UserError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { collect } from './collect.js';
import type { SpecSource, SpecText } from './document.js';
import { fetchUrl } from './fetch-url.js';
import { limits } from './limits.js';
import { printable } from './printable.js';
import { systemCode } from './system-code.js';

const bundledDocument = new URL('spec/sinch-conversation.yaml', packageRoot);

export interface LoadOptions {
  /** Read for a source of kind `stdin`. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** How long a URL may take, from the first connection to the last byte. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** What `--spec` means: a URL, `-` for standard input, `bundled` or nothing for our own, else a file. */
export function parseSpecSource(argument: string | undefined): SpecSource {
  if (argument === undefined || argument === 'bundled') return { kind: 'bundled' };
  if (argument === '-') return { kind: 'stdin' };
  if (/^https?:\/\//i.test(argument)) return { kind: 'url', location: argument };
  return { kind: 'file', location: argument };
}

export async function loadSpec(source: SpecSource, options: LoadOptions = {}): Promise<SpecText> {
  const name = nameOf(source);
  const text = decode(name, await readSource({ source, name, options }));
  if (text.trim() === '') {
    throw new UserError({
      code: 'SPEC_EMPTY',
      message: `${name} is empty.`,
      help: 'Pass a document that begins with "asyncapi: 3.0.0", or leave --spec out to use the bundled one.',
    });
  }
  return { source, name, text };
}

function nameOf(source: SpecSource): string {
  switch (source.kind) {
    case 'bundled':
      return 'bundled document';
    case 'stdin':
      return 'standard input';
    case 'file':
      return printable(source.location);
    case 'url':
      return printable(withoutPassword(source.location));
  }
}

/** A URL as it may be shown and recorded. */
export function withoutPassword(location: string): string {
  return location.replace(/^(https?:\/\/)[^/?#]*@/i, '$1');
}

interface Reading {
  readonly source: SpecSource;
  readonly name: string;
  readonly options: LoadOptions;
}

async function readSource({ source, name, options }: Reading): Promise<Uint8Array> {
  const maxBytes = options.maxBytes ?? limits.bytes;
  switch (source.kind) {
    case 'bundled':
      return collect({ name, chunks: createReadStream(bundledDocument), maxBytes });
    case 'stdin':
      if (options.stdin === undefined) throw new TypeError('A source of kind stdin needs options.stdin');
      return collect({ name, chunks: options.stdin, maxBytes });
    case 'file':
      return readFile({ location: source.location, name, maxBytes });
    case 'url':
      return fetchUrl({
        location: source.location,
        name,
        maxBytes,
        timeoutMs: options.timeoutMs ?? limits.fetchMilliseconds,
      });
  }
}

async function readFile(file: { location: string; name: string; maxBytes: number }): Promise<Uint8Array> {
  const { location, name, maxBytes } = file;
  try {
    return await collect({ name, chunks: createReadStream(location), maxBytes });
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError({
      code: 'SPEC_NOT_FOUND',
      ...explainFile(name, systemCode(cause) ?? 'for an unknown reason'),
      cause,
    });
  }
}

function explainFile(name: string, code: string): { message: string; help: string } {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        message: `No document at ${name}`,
        help: 'Correct the path after --spec, or leave it out to use the bundled document.',
      };
    case 'EISDIR':
      return {
        message: `${name} is a folder, not a document`,
        help: `Name the file in it, such as --spec ${name.replace(/\/+$/, '')}/asyncapi.yaml.`,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        message: `${name} may not be read by this user`,
        help: 'Give yourself permission to read the file, or pass another with --spec.',
      };
    default:
      return {
        message: `${name} cannot be read (${code})`,
        help: 'Pass a file that can be read with --spec, or leave it out to use the bundled document.',
      };
  }
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    // The decoder also takes away a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError({
      code: 'SPEC_SYNTAX',
      message: `${name} is not UTF-8 text`,
      help: 'Save the document with the encoding UTF-8.',
      cause,
    });
  }
}
