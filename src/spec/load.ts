import { createReadStream, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { collect } from './collect.js';
import { decode } from './decode.js';
import type { SpecSource, SpecText } from './document.js';
import { fixes } from './fixes.js';
import { limits } from './limits.js';
import type { LoadOptions } from './load-options.js';
import { mayReferOutside } from './outside-references.js';
import { printable } from './printable.js';
import type { Base } from './resolve-address.js';
import { systemCode } from './system-code.js';

const bundledDocument = new URL('spec/sinch-conversation.yaml', packageRoot);

/** What `--spec` means: a URL, `-` for standard input, `bundled` or nothing for our own, else a file. */
export function parseSpecSource(argument: string | undefined): SpecSource {
  if (argument === undefined || argument === 'bundled') return { kind: 'bundled' };
  if (argument === '-') return { kind: 'stdin' };
  if (/^https?:\/\//i.test(argument)) return { kind: 'url', location: argument };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(argument)) throw otherScheme(argument);
  return { kind: 'file', location: argument };
}

/** Reads a document, and every file that it refers to. */
function otherScheme(argument: string): UserError {
  return new UserError({
    code: 'SPEC_NOT_FOUND',
    message: `Only http and https URLs are read, and not ${printable(withoutPassword(argument))}`,
    help: 'Download the document, and pass its path.',
  });
}

export async function loadSpec(source: SpecSource, options: LoadOptions = {}): Promise<SpecText> {
  const name = nameOf(source);
  const maxBytes = options.maxBytes ?? limits.bytes;
  const { bytes, base } = await readSource({ source, name, maxBytes, options });
  const text = decode(name, bytes);
  if (text.trim() === '') {
    throw new UserError({
      code: 'SPEC_EMPTY',
      message: `${name} is empty.`,
      help: fixes.begin,
    });
  }
  const spec = { source, name, text };
  if (source.kind === 'bundled' || !mayReferOutside(text)) return spec;
  // References are found by reading YAML, and what does that takes long to load.
  const [{ gatherParts }, { createOpenPart }] = await Promise.all([
    import('./gather-parts.js'),
    import('./open-part.js'),
  ]);
  return gatherParts(spec, { base, open: createOpenPart(source, options), maxBytes });
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
  readonly maxBytes: number;
  readonly options: LoadOptions;
}

async function readSource(reading: Reading): Promise<{ bytes: Uint8Array; base: Base }> {
  const { source, name, maxBytes, options } = reading;
  switch (source.kind) {
    case 'bundled': {
      // For a stream, Node loads a dozen modules.
      const chunks = [readFileSync(bundledDocument)];
      return { bytes: await collect({ name, chunks, maxBytes }), base: { kind: 'nowhere' } };
    }
    case 'stdin':
      if (options.stdin === undefined) throw new TypeError('A source of kind stdin needs options.stdin');
      return {
        bytes: await collect({ name, chunks: options.stdin, maxBytes }),
        base: { kind: 'nowhere' },
      };
    case 'file': {
      const { location } = source;
      const bytes = await readFile({ location, name, maxBytes });
      return { bytes, base: { kind: 'file', path: basename(location) } };
    }
    case 'url': {
      const { fetchUrl } = await import('./fetch-url.js');
      const { bytes, url } = await fetchUrl({
        location: source.location,
        name,
        maxBytes,
        timeoutMs: options.timeoutMs ?? limits.fetchMilliseconds,
        hosts: undefined,
        privateHosts: options.allowPrivate ?? [],
        headers: options.headers,
        lookup: options.lookup,
      });
      return { bytes, base: { kind: 'url', url: url.href } };
    }
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
        help: 'Correct the path, or name no document to use the bundled one.',
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
        help: 'Give yourself permission to read the file, or pass another.',
      };
    default:
      return {
        message: `${name} cannot be read (${code})`,
        help: 'Pass a file that can be read, or name no document to use the bundled one.',
      };
  }
}
