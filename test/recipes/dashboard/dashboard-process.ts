import { freePort } from '../../support/free-port.js';
import { createRestartableProcess, type RestartableProcess } from '../harness/restartable-process.js';

/** The dashboard of a compiled receiver, which is started and ended apart from it. */
export interface DashboardProcess extends RestartableProcess {
  /** Where browsers find it, whether it runs or not. */
  readonly url: string;
}

export async function createDashboardProcess(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<DashboardProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dashboard = createRestartableProcess({
    folder,
    entry: 'dist/app/dashboard.js',
    log: 'dashboard.log',
    readyUrl: `${url}/healthz`,
    environment: { DASHBOARD_PORT: String(port), ...environment },
  });
  return { ...dashboard, url };
}
