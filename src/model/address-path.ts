/** The path of a channel's address, with one slash in front. An address may be a whole URL, whose host is no part of it. */
export function addressPath(address: string): string {
  return `/${address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/^\/+/, '')}`;
}
