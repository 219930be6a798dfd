import { type RunningSandbox, type RunOptions, runSandbox } from '../sandbox/run-sandbox.js';
import { systemCode } from '../spec/system-code.js';
import { usageError } from './parse-flags.js';

/** Starts a sandbox. Throws a `UserError` where it cannot listen: the port is the user's to choose. */
export async function startSandbox(options: RunOptions): Promise<RunningSandbox> {
  try {
    return await runSandbox(options);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const where = `${options.host}:${options.port}`;
    throw usageError(
      code === 'EADDRINUSE' ? `Something else listens at ${where}` : `Cannot listen at ${where}: ${code}`,
      'Pass another --port, or 0 for any that is free.',
    );
  }
}
