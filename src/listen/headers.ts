/** Headers as they stand on the wire: in their order, each as often as it was sent. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** The headers of a request or an answer of Node, which has names and values in turn. */
export function headerList(rawHeaders: readonly string[]): HeaderList {
  const list: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    list.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return list;
}

/** The value of a header; of one that was sent several times, all, as Node joins them. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  const values = headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Headers by their small names, for whatever reads them as Node gives them. */
export function headerRecord(headers: HeaderList): Record<string, string> {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return Object.fromEntries([...names].map((name) => [name, headerValue(headers, name) ?? '']));
}

// They are about one connection, and each side of a proxy has its own.
const hopByHop = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers without those of the connection, and without others by name. */
export function endToEnd(headers: HeaderList, without: readonly string[] = []): HeaderList {
  const named = (headerValue(headers, 'connection') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  const left = new Set([...hopByHop, ...named, ...without]);
  return headers.filter(([name]) => !left.has(name.toLowerCase()));
}
