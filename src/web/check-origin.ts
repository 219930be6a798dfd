import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.js';

/**
 * Refuses what another site has a browser send: its pages may not press buttons here, nor read what is answered under
 * a name that they have pointed to this machine. `hosts` are names besides those of this machine.
 */
export function checkOrigin({ headers }: IncomingMessage, hosts: readonly string[]): void {
  const { host = '', origin } = headers;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  if (!['localhost', '127.0.0.1', '[::1]', ...hosts].includes(name)) {
    throw new ApiError(403, `Requests for ${JSON.stringify(host)} are not taken; name it with --host`);
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new ApiError(403, 'Requests from pages of other sites are not taken');
  }
}
