import { UserError } from '../errors.js';
import { collect } from './collect.js';
import { limits } from './limits.js';
import { printable } from './printable.js';
import { networkReason } from './system-code.js';

interface UrlReading {
  readonly location: string;
  readonly name: string;
  readonly maxBytes: number;
  /** From the first connection to the last byte, redirects included. */
  readonly timeoutMs: number;
}

export async function fetchUrl({ location, name, maxBytes, timeoutMs }: UrlReading): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const body = await openUrl({ location, name, signal });
    return body === null ? new Uint8Array() : await collect({ name, chunks: body, maxBytes });
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (signal.aborted) throw unreachable(name, `did not answer in full within ${timeoutMs / 1000} s`, cause);
    throw unreachable(name, `cannot be reached (${networkReason(cause)})`, cause);
  }
}

// Redirects are followed by hand, so that each new address passes the same check as the first.
async function openUrl(request: { location: string; name: string; signal: AbortSignal }) {
  const { location, name, signal } = request;
  let url = checkAddress({ location, base: undefined, name });
  for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
    const response = await fetch(url, { signal, redirect: 'manual' });
    if (response.ok) return response.body;

    await response.body?.cancel();
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || next === null) {
      throw unreachable(name, `answered with status ${response.status}`);
    }
    url = checkAddress({ location: next, base: url, name });
  }
  throw unreachable(name, `redirects more than ${limits.redirects} times`);
}

function checkAddress(to: { location: string; base: URL | undefined; name: string }): URL {
  const { location, base, name } = to;
  const url = URL.canParse(location, base?.href) ? new URL(location, base) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    const address = 'is not an http address';
    throw unreachable(
      name,
      base === undefined ? address : `redirects to ${printable(location)}, which ${address}`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw unreachable(name, `${base === undefined ? 'is' : 'redirects to'} an address with a password in it`);
  }
  return url;
}

function unreachable(name: string, what: string, cause?: unknown): UserError {
  return new UserError({
    code: 'SPEC_UNREACHABLE',
    message: `${name} ${what}`,
    help: 'Check the address in a browser, or download the document and pass the file with --spec.',
    cause,
  });
}
