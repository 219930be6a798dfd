import { freePort } from '../../support/free-port.js';
import { createRestartableProcess, type RestartableProcess } from './restartable-process.js';

export const webhookSecret = 'the-secret-of-recipes';

/** A compiled receiver with a recipe, always at the same port. */
export interface RecipeProcess extends RestartableProcess {
  readonly port: number;
  /** The address of its webhook. */
  readonly url: string;
}

export async function createRecipeProcess(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<RecipeProcess> {
  const port = await freePort();
  const receiver = createRestartableProcess({
    folder,
    entry: 'dist/server.js',
    log: 'output.log',
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    environment: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      SINCH_WEBHOOK_SECRET: webhookSecret,
      ...environment,
    },
  });
  return { ...receiver, port, url: `http://127.0.0.1:${port}/webhooks/sinch` };
}
