import { UserError } from '../errors.js';
import { systemCode } from '../spec/system-code.js';
import { usageError } from './parse-flags.js';

/** Where something is to listen; the page may have a port of its own. */
interface Place {
  readonly host: string;
  readonly port: number;
  readonly pagePort?: number;
}

/** Starts what listens somewhere. Throws a `UserError` where that place cannot be had. */
export async function listenAt<Server>(
  { host, port, pagePort }: Place,
  start: () => Promise<Server>,
): Promise<Server> {
  try {
    return await start();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || error instanceof UserError) throw error;
    const isPage = pagePort !== undefined && pagePort !== port && portOf(error) === pagePort;
    const place = isPage ? `localhost:${pagePort}` : `${host}:${port}`;
    throw usageError(
      code === 'EADDRINUSE' ? `Something else listens at ${place}` : `Cannot listen at ${place}: ${code}`,
      `Pass another ${isPage ? '--page-port' : '--port'}, or 0 for any that is free.`,
    );
  }
}

function portOf(error: unknown): number | undefined {
  return error instanceof Error && 'port' in error && typeof error.port === 'number' ? error.port : undefined;
}
