import { realpathSync } from 'node:fs';
import { UserError } from '../errors.js';
import type { SpecSource } from '../spec/document.js';
import { findingCodes } from '../spec/finding-codes.js';
import { findingsOf } from '../spec/finding.js';
import { isInside } from '../spec/is-inside.js';
import { withoutPassword } from '../spec/load.js';
import { isLoopbackHost } from '../spec/loopback-host.js';
import { placeText } from '../spec/spec-error.js';
import type { HostRecord } from './manifest.js';

/** Where a document is from that the record names, and the project that has the record. */
export interface RecordedPlace {
  readonly source: SpecSource;
  readonly directory: string;
  readonly hosts: HostRecord;
}

/**
 * A failure to read a document without the lines of it that it shows, where these may come from outside the project or
 * from a private network: the record may be somebody else's, and name what is none of theirs.
 */
export function withoutContent(error: unknown, from: RecordedPlace): unknown {
  if (!(error instanceof UserError) || error.details.length === 0 || !isElsewhere(from)) return error;
  const { source } = from;
  const { code, cause } = error;
  const place =
    source.kind === 'file' || source.kind === 'url' ? withoutPassword(source.location) : '<source>';
  return new UserError({
    code,
    message: withoutQuote(error),
    help: `To see what it is, name the document yourself: --spec ${place}`,
    cause,
  });
}

/** Whether a document may be none of those who named it: outside the project, or in a private network. */
export function isElsewhere({ source, directory, hosts }: RecordedPlace): boolean {
  if (hosts.allowPrivate !== undefined) return true;
  if (source.kind === 'url')
    return URL.canParse(source.location) && isLoopbackHost(new URL(source.location).hostname);
  return source.kind === 'file' && !isInside(withoutLinks(directory), withoutLinks(source.location));
}

// A repository may have links, too, and they lead anywhere.
function withoutLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function withoutQuote(error: UserError): string {
  const [finding] = findingsOf(error) ?? [];
  if (finding?.place === undefined) return error.message;
  return `${placeText(finding.place)} ${findingCodes[finding.code].title}`;
}
