import { buildBundledModel } from '../../../src/model/bundled.js';
import { createClock } from '../../../src/sandbox/clock.js';
import { type RunningSandbox, runSandbox } from '../../../src/sandbox/run-sandbox.js';
import { defaultChannel, defaultSettings, type SandboxSettings } from '../../../src/sandbox/settings.js';
import { webhookSecret } from './recipe-process.js';

export const app = { appId: '01RECPE0000000000000000APP', projectId: 'recipes' } as const;

/** Messages take no longer than it takes to mix them up. */
export const quickChannel = { ...defaultChannel, queuedMs: 20, deliveredMs: 40, readMs: 60 };

/** Every fifth callback comes twice, and every fifth is overtaken by others. */
const unkindFaults = { ...defaultSettings.faults, duplicates: 0.2, disorder: 0.2, disorderMs: 300 };

/** A sandbox that has no time to lose, in which little arrives once and in order. */
export async function startUnkindSandbox(changes: Partial<SandboxSettings> = {}): Promise<RunningSandbox> {
  const { events } = await buildBundledModel();
  const settings: SandboxSettings = {
    ...defaultSettings,
    seed: 'recipes',
    apps: [app.appId],
    delivery: {
      ratePerSecond: 1_000,
      inFlight: 20,
      timeoutMs: 10_000,
      retry: { attempts: 100, firstMs: 50, factor: 1.5, longestMs: 1_000 },
      breaker: { failures: 1_000, pauseMs: 500 },
    },
    faults: unkindFaults,
    channels: { '*': quickChannel },
    ...changes,
  };
  return runSandbox({ settings, clock: createClock(), events, host: '127.0.0.1', port: 0 });
}

/** Has all callbacks of the app go to a receiver. */
export function sendCallbacksTo({ sandbox }: RunningSandbox, target: string): void {
  sandbox.webhooks.create(app.projectId, {
    app_id: app.appId,
    target,
    secret: webhookSecret,
    triggers: sandbox.triggers,
  });
}

/** What a client needs to talk to the sandbox, as the recipes name it. */
export function clientEnvironment({ url }: RunningSandbox): Record<string, string> {
  return {
    SINCH_PROJECT_ID: app.projectId,
    SINCH_APP_ID: app.appId,
    SINCH_KEY_ID: 'key',
    SINCH_KEY_SECRET: 'secret',
    SINCH_AUTH_URL: url,
    SINCH_CONVERSATION_URL: url,
  };
}

/** Whether nothing is on its way any more, to any receiver. */
export function isQuiet({ sandbox }: RunningSandbox): boolean {
  return sandbox.clock.pending() === 0 && sandbox.courier.waiting() === 0;
}
