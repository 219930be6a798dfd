import type { IncomingMessage } from 'node:http';
import { type ErrorCode, UserError } from '../errors.js';
import { checkUrl, urlProblems } from './check-url.js';
import { collect } from './collect.js';
import { AddressRefused, connect, type Lookup } from './connect.js';
import { hostOf, isAtHost } from './hosts.js';
import { limits } from './limits.js';
import { isLoopbackHost } from './loopback-host.js';
import { isWithin, type Reach } from './network-address.js';
import { printable } from './printable.js';
import { checkRedirect } from './redirect.js';
import { networkReason } from './system-code.js';

export interface UrlReading {
  readonly location: string;
  readonly name: string;
  readonly maxBytes: number;
  /** From the first connection to the last byte, redirects included. */
  readonly timeoutMs: number;
  /** The hosts that may be asked; `undefined` where the user gave the URL, which may then redirect anywhere public. */
  readonly hosts: readonly string[] | undefined;
  /** The hosts that may have a private address. */
  readonly privateHosts: readonly string[];
  /** Sent to the server of the URL itself, and to no other. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly lookup?: Lookup | undefined;
}

/** What is at a URL, and where that was in the end. The one way by which this package reads from the network. */
export async function fetchUrl(reading: UrlReading): Promise<{ bytes: Uint8Array; url: URL }> {
  const { name, maxBytes, timeoutMs } = reading;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { response, url } = await open(reading, signal);
    return { bytes: await collect({ name, chunks: response, maxBytes }), url };
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (signal.aborted)
      throw unreachable(name, `did not answer in full within ${timeoutMs / 1000} s`, { cause });
    throw unreachable(name, `cannot be reached (${networkReason(cause)})`, { cause });
  }
}

// Redirects are followed by hand, so that each new address passes the same checks as the first.
async function open(
  reading: UrlReading,
  signal: AbortSignal,
): Promise<{ response: IncomingMessage; url: URL }> {
  const { location, name } = reading;
  const first = checkUrl(location);
  if (typeof first === 'string') {
    throw unreachable(name, urlProblems[first], first === 'password' ? { help: headerHelp } : {});
  }
  let url = first;
  for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
    const subject = url === first ? name : `${name} redirects to ${shown(url)}, which`;
    const response = await ask({ reading, first, url, subject, signal });
    const { statusCode = 0, headers } = response;
    if (statusCode >= 200 && statusCode <= 299) {
      refuseEncoding(response, subject);
      return { response, url };
    }
    response.destroy();
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) {
      const isLocked = statusCode === 401 || statusCode === 403;
      throw unreachable(subject, `answered with status ${statusCode}`, isLocked ? { help: headerHelp } : {});
    }
    const next = checkRedirect(url, headers.location);
    if (typeof next === 'string') throw unreachable(name, next);
    url = next;
  }
  throw unreachable(name, `redirects more than ${limits.redirects} times`);
}

async function ask(step: {
  reading: UrlReading;
  first: URL;
  url: URL;
  subject: string;
  signal: AbortSignal;
}): Promise<IncomingMessage> {
  const { reading, first, url, subject, signal } = step;
  const { hosts, lookup } = reading;
  if (hosts !== undefined && !isAtHost(url, hosts)) {
    throw unreachable(subject, 'is at a host that is not named with --allow-ref', {
      code: 'SPEC_REFERENCE',
      help: `Add --allow-ref ${hostOf(url)} if you trust what is there, or save it beside the document.`,
    });
  }
  const own = url.origin === first.origin ? reading.headers : {};
  // What comes compressed could be many times larger than what comes.
  const headers = { 'user-agent': 'sinch-webhooks', accept: '*/*', ...own, 'accept-encoding': 'identity' };
  try {
    return await connect(url, { reach: reachOf(reading, first, url), headers, signal, lookup });
  } catch (cause) {
    if (!(cause instanceof AddressRefused)) throw cause;
    const help = isWithin('private', cause.address)
      ? `Add --allow-private ${hostOf(url)} if it is a server of your own network.`
      : 'No flag allows an address of this kind. Download what is there, and pass or refer to the file.';
    throw unreachable(subject, `is at an address that is not public (${cause.address})`, { help });
  }
}

// Whoever gives a URL of this machine means this machine; a redirect or a name that leads there means something else.
function reachOf({ hosts, privateHosts }: UrlReading, first: URL, url: URL): Reach {
  if (isAtHost(url, privateHosts)) return 'private';
  const isGiven = hosts === undefined && url.origin === first.origin;
  return isGiven && isLoopbackHost(first.hostname) ? 'loopback' : 'public';
}

const headerHelp =
  'Pass what the server of a document wants to see with --header "Authorization: …", or in SINCH_WEBHOOKS_HEADER.';

function refuseEncoding(response: IncomingMessage, subject: string): void {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (/^\s*(identity)?\s*$/i.test(encoding)) return;
  response.destroy();
  throw unreachable(subject, `answers with the encoding ${printable(encoding)}, which was not asked for`);
}

function shown(url: URL): string {
  return printable(url.href);
}

function unreachable(
  subject: string,
  what: string,
  { code, help, cause }: { code?: ErrorCode; help?: string; cause?: unknown } = {},
): UserError {
  return new UserError({
    code: code ?? 'SPEC_UNREACHABLE',
    message: `${subject} ${what}`,
    help: help ?? 'Check the address in a browser, or download the document and pass the file.',
    cause,
  });
}
