import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The variables that a receiver has: those of the environment, and where it lacks one, those in a file such as `.env`. */
export async function readVariables(file: string, environment: Variables): Promise<Variables> {
  return { ...(await readFileVariables(file)), ...defined(environment) };
}

async function readFileVariables(file: string): Promise<Variables> {
  try {
    return parseEnv(await readFile(file, 'utf8'));
  } catch {
    return {};
  }
}

function defined(environment: Variables): Variables {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** Where a receiver on this machine takes events by its settings. */
export function receiverUrlOf(variables: Variables): string {
  const port = variables['PORT']?.trim() || '3000';
  return `http://localhost:${port}${variables['SINCH_WEBHOOK_PATH']?.trim() || '/webhooks/sinch'}`;
}

/** Where one takes them that is as it was generated. */
export const defaultReceiverUrl = receiverUrlOf({});
