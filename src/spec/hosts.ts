/**
 * A host as `--allow-ref` and `--allow-private` name it, in the form in which it is compared and recorded: in small
 * letters, and with a port where one is given. `undefined` for what is no host.
 */
export function parseHost(text: string): string | undefined {
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[^\s:/?#@\\%[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (host === undefined || !URL.canParse(`http://${host}`) || Number(port ?? 1) > 65_535) return undefined;
  const { hostname } = new URL(`http://${host}`);
  return port === undefined ? hostname : `${hostname}:${Number(port)}`;
}

/** Whether a URL is at one of the hosts. One without a port stands for the port that its scheme has. */
export function isAtHost(url: URL, hosts: readonly string[]): boolean {
  const { hostname, port, protocol } = url;
  const known = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return hosts.includes(hostOf(url)) || hosts.includes(`${hostname}:${known}`);
}

/** How the host of a URL is named with a flag. */
export function hostOf(url: URL): string {
  return url.port === '' ? url.hostname : `${url.hostname}:${url.port}`;
}
