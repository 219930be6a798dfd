import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { packageRoot } from '../package-root.js';

const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};

/** Answers with a file of the page; `false` if there is none at this path. */
export async function servePage(pathname: string, response: ServerResponse): Promise<boolean> {
  const [file, type] = (Object.hasOwn(files, pathname) ? files[pathname] : undefined) ?? [];
  if (file === undefined) return false;
  const text = await readFile(new URL(`pages/sandbox/${file}`, packageRoot));
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
