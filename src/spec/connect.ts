import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as lookUp } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { isWithin, type Reach } from './network-address.js';

/** The addresses of a host. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The address of a host that may not be connected to. */
export class AddressRefused extends Error {
  readonly address: string;

  constructor(address: string) {
    super(`${address} may not be connected to.`);
    this.address = address;
  }
}

/**
 * Asks a server for what is at a URL, and resolves with the answer before its body has come. The host is looked up once,
 * and the connection goes to an address that was checked: a second look could bring another.
 */
export async function connect(
  url: URL,
  options: {
    readonly reach: Reach;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly lookup?: Lookup | undefined;
  },
): Promise<IncomingMessage> {
  const { reach, headers, signal, lookup = lookUpAll } = options;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(hostname);
  const addresses =
    family === 0 ? await unlessAborted(lookup(hostname), signal) : [{ address: hostname, family }];
  const wrong = addresses.find(({ address }) => !isWithin(reach, address));
  if (wrong !== undefined) throw new AddressRefused(wrong.address);

  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const pinned = { agent: false as const, signal, headers, lookup: answerWith(addresses) };
    request(url, pinned, resolve).on('error', reject).end();
  });
}

function lookUpAll(hostname: string): Promise<LookupAddress[]> {
  return lookUp(hostname, { all: true });
}

// A lookup cannot be stopped, and can last longer than anybody waits.
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new Error('The host was not found in time.'));
    signal.addEventListener('abort', onAbort);
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

function answerWith(addresses: readonly LookupAddress[]) {
  return (_hostname: string, { all }: LookupOptions, answer: Answer): void => {
    const [first] = addresses;
    if (first === undefined) answer(new Error('The host has no address.'), []);
    else if (all === true) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
}
