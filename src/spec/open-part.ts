import { dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { decode } from './decode.js';
import type { SpecSource } from './document.js';
import { fetchUrl } from './fetch-url.js';
import type { OpenPart } from './gather-parts.js';
import { limits } from './limits.js';
import type { LoadOptions } from './load-options.js';
import { printable } from './printable.js';
import { readFileInside } from './read-file-inside.js';

/** How a document's parts are read: files of its folder, and URLs at the hosts that are named. */
export function createOpenPart(document: SpecSource, options: LoadOptions): OpenPart {
  const folder = document.kind === 'file' ? dirname(document.location) : '.';
  const until = performance.now() + limits.partsMilliseconds;

  return async (address, maxBytes) => {
    if (address.kind === 'file') {
      const location = join(folder, address.path);
      const name = printable(location);
      const bytes = await readFileInside(folder, { path: address.path, name, maxBytes });
      const spec = { source: { kind: 'file' as const, location }, name, text: decode(name, bytes) };
      return { spec, base: address };
    }
    const location = address.url;
    const name = printable(location);
    const left = Math.ceil((until - performance.now()) / 100) * 100;
    if (left <= 0) throw outOfTime(name);
    const { bytes, url } = await fetchUrl({
      location,
      name,
      maxBytes,
      timeoutMs: Math.min(left, options.timeoutMs ?? limits.fetchMilliseconds),
      hosts: options.allowRef ?? [],
      privateHosts: options.allowPrivate ?? [],
      lookup: options.lookup,
    });
    const spec = { source: { kind: 'url' as const, location }, name, text: decode(name, bytes) };
    return { spec, base: { kind: 'url', url: url.href } };
  };
}

function outOfTime(name: string): UserError {
  return new UserError({
    code: 'SPEC_UNREACHABLE',
    message: `${name} was not asked for, since what was before it took ${limits.partsMilliseconds / 1000} s`,
    help: 'Bundle the document into one file, for example with "npx @asyncapi/cli bundle".',
  });
}
