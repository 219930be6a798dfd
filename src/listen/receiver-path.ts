/**
 * Where at the receiver a request goes: at its own path if that is the receiver's or below it, else at the same path
 * below the receiver's. So a sender may be told either address.
 */
export function receiverPath(requested: string, to: URL): string {
  const [path = '/', ...queries] = requested.split('?');
  const query = queries.length === 0 ? to.search : `?${queries.join('?')}`;
  const base = to.pathname.replace(/\/+$/, '');
  const isBelow = path === base || path.startsWith(`${base}/`);
  // What is no path, as in "OPTIONS *", is passed on as it is.
  if (!path.startsWith('/')) return requested;
  if (isBelow) return `${path}${query}`;
  return `${path === '/' ? to.pathname : base + path}${query}`;
}
