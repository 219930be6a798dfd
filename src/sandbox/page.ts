import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { packageRoot } from '../package-root.js';

const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
  ...Object.fromEntries(
    [
      'page',
      'announcer',
      'api',
      'channel-faults',
      'counts',
      'deliveries',
      'elements',
      'faults',
      'format',
      'journeys',
      'keyed-list',
      'phones',
      'samples',
      'store',
      'stream',
      'thread',
      'webhooks',
    ].map((name) => [`/${name}.js`, [`${name}.js`, 'text/javascript; charset=utf-8']] as const),
  ),
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
