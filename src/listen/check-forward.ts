import { UserError } from '../errors.js';
import { isLoopbackHost } from '../spec/loopback-host.js';
import { portOf } from '../web/port-of.js';

/** Throws a `UserError` for a receiver that would be the proxy itself: each request would be sent on for ever. */
export function checkForward({
  to,
  host,
  port,
}: {
  readonly to: URL;
  readonly host: string;
  readonly port: number;
}): void {
  const isHere = isLoopbackHost(to.hostname) || to.hostname === host;
  if (!isHere || portOf(to.href) !== port) return;
  throw new UserError({
    code: 'USAGE',
    message: `--forward-to leads to the port ${port}, which is listened at itself`,
    help: 'Name the port of the receiver with --forward-to, or pass another --port.',
  });
}
