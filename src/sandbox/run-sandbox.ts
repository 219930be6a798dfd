import type { EventModel } from '../model/receiver-model.js';
import { addressOf, startServer, stopServer } from '../web/server.js';
import type { Clock } from './clock.js';
import { type AppReference, controlRoutes } from './control-api.js';
import { conversationRoutes } from './conversation-api.js';
import { createFeed } from './feed.js';
import { createSampleSender } from './sample-callback.js';
import { createSandbox, type Sandbox } from './sandbox.js';
import { createSandboxServer } from './server.js';
import type { SandboxSettings } from './settings.js';
import { createTokens, type Credentials } from './tokens.js';

export interface RunOptions {
  readonly settings: SandboxSettings;
  readonly clock: Clock;
  /** The events of the wire, for the triggers that webhooks may have, and their samples. */
  readonly events: readonly EventModel[];
  readonly credentials?: Credentials;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  /** Such as `http://localhost:4010`, without a slash at its end. */
  readonly url: string;
  readonly sendSample: (trigger: string, app: AppReference) => Promise<void>;
  stop(): Promise<void>;
}

/** Starts a sandbox and serves it. Rejects with the system's error if it cannot listen. */
export async function runSandbox(options: RunOptions): Promise<RunningSandbox> {
  const { settings, clock, events, credentials, host, port } = options;
  const sandbox = createSandbox({ settings, clock, triggers: events.map(({ trigger }) => trigger) });
  const sendSample = createSampleSender(sandbox, events);
  const server = createSandboxServer({
    api: conversationRoutes(sandbox),
    control: controlRoutes({ sandbox, feed: createFeed(sandbox), sendSample }),
    tokens: createTokens(credentials),
    now: clock.now,
    hosts: [host],
  });
  const ownPort = await startServer(server, { host, port });
  return {
    sandbox,
    sendSample,
    url: addressOf({ host, port: ownPort }),
    async stop() {
      sandbox.stop();
      await stopServer(server);
    },
  };
}
