import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where the browser is: it is not one that a package has downloaded. */
export async function findChromium(): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, 'chromium');
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  throw new Error('chromium is not in PATH');
}

// Tests may run as root, whom the browser's own sandbox refuses. Grey edges of letters make small pictures.
export const chromiumFlags = ['--no-sandbox', '--disable-lcd-text', '--font-render-hinting=none'];
