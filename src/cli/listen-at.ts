import { systemCode } from '../spec/system-code.js';
import { usageError } from './parse-flags.js';

/** Starts what listens somewhere. Throws a `UserError` where that place cannot be had. */
export async function listenAt<Server>(
  { host, port }: { readonly host: string; readonly port: number },
  start: () => Promise<Server>,
): Promise<Server> {
  try {
    return await start();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw usageError(
      code === 'EADDRINUSE'
        ? `Something else listens at ${host}:${port}`
        : `Cannot listen at ${host}:${port}: ${code}`,
      'Pass another --port, or 0 for any that is free.',
    );
  }
}
