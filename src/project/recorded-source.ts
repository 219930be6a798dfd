import { isAbsolute, join, relative, resolve } from 'node:path';
import { UserError } from '../errors.js';
import type { SpecSource } from '../spec/document.js';
import { parseSpecSource } from '../spec/load.js';
import { withSlashes } from './layout.js';
import type { ProjectOptions } from './manifest.js';

type SourceRecord = Pick<ProjectOptions, 'spec' | 'isSpecPartial'>;

/**
 * The place of a document as the manifest has it. A file is recorded as it lies to the receiver, so that the record
 * says the same on every machine, and with a dot before a name that would be taken for something else.
 */
export function recordSource(source: SpecSource, directory: string): SourceRecord {
  switch (source.kind) {
    case 'file': {
      const path = withSlashes(relative(resolve(directory), resolve(source.location)));
      return { spec: parseSpecSource(path).kind === 'file' ? path : `./${path}` };
    }
    case 'url':
      return recordUrl(source.location);
    case 'stdin':
      return { spec: '-' };
    case 'bundled':
      return { spec: 'bundled' };
  }
}

// The manifest is committed, and a password or a token is no less secret for being part of an address.
function recordUrl(location: string): SourceRecord {
  const url = new URL(location);
  if (url.username === '' && url.password === '' && url.search === '') return { spec: location };
  return { spec: `${url.origin}${url.pathname}`, isSpecPartial: true };
}

/** Where a run without `--spec` reads its document. Throws `USAGE` where the record is not enough to tell. */
export function recordedSource(options: SourceRecord | undefined, directory: string): SpecSource {
  const source = parseSpecSource(options?.spec ?? 'bundled');
  if (source.kind === 'stdin') {
    throw new UserError({
      code: 'USAGE',
      message: 'The last run read its document from standard input',
      help: 'Pass it again: --spec - < sinch.yaml, or --spec with a file or URL.',
    });
  }
  if (options?.isSpecPartial === true) {
    throw new UserError({
      code: 'USAGE',
      message: `The last run read its document from ${options.spec}, with a query or a password that is not recorded`,
      help: 'Pass the whole URL again with --spec.',
    });
  }
  if (source.kind !== 'file' || isAbsolute(source.location)) return source;
  return { kind: 'file', location: join(directory, source.location) };
}
