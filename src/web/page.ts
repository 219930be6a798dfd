import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { packageRoot } from '../package-root.js';

const pages = new URL('pages/', packageRoot);

/** What several pages have in common is served to each under this path, as it lies beside them. */
const shared = '/shared/';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Answers with a file of a page, whose folder has its name; `false` if there is none at this path. */
export async function servePage(page: string, pathname: string, response: ServerResponse): Promise<boolean> {
  const isShared = pathname.startsWith(shared);
  const folder = new URL(isShared ? 'shared/' : `${page}/`, pages);
  const name = pathname === '/' ? 'index.html' : pathname.slice(isShared ? shared.length : 1);
  const type = types[extname(name)];
  // Only what the folder itself names: no path leads out of it.
  if (type === undefined || !(await readdir(folder)).includes(name)) return false;
  const text = await readFile(new URL(name, folder));
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-store',
    // What people write is text; should it ever be more, nothing of it runs or is fetched.
    'content-security-policy':
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
  return true;
}
