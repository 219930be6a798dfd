import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { buildBundledModel } from '../../../src/model/bundled.js';
import { createClock } from '../../../src/sandbox/clock.js';
import { runSandbox, type RunningSandbox } from '../../../src/sandbox/run-sandbox.js';
import { defaultChannel, defaultSettings, type SandboxSettings } from '../../../src/sandbox/settings.js';
import type { JsonRecord } from '../../../src/spec/json.js';
import { serve } from '../../support/local-server.js';
import { useChromium } from '../../support/use-chromium.js';

export const app = { appId: '01H0000000000000000000000A', projectId: 'a-project' };

/** A page in a browser, the sandbox behind it, and a receiver of its callbacks. */
export interface OpenPage {
  readonly page: Page;
  readonly running: RunningSandbox;
  /** The callbacks that the receiver was sent, and answered with `answer.status`. */
  readonly received: readonly JsonRecord[];
  readonly answer: { status: number };
  /** What the browser complained of: errors, and what the policy of the page forbids. */
  readonly problems: string[];
}

export interface PageOptions {
  readonly settings?: Partial<SandboxSettings>;
  readonly context?: BrowserContextOptions;
  /** Those of the webhook; all by default. */
  readonly triggers?: readonly string[];
}

/** Fails a test whose page had an error, or did what its policy forbids. */
export function useBrowser() {
  const { visit, problems } = useChromium();
  return {
    visit,
    /** Opens the page of a new sandbox whose one app has a webhook. */
    async open({ settings = {}, context = {}, triggers }: PageOptions = {}): Promise<OpenPage> {
      const received: JsonRecord[] = [];
      const answer = { status: 200 };
      const running = await startSandbox(settings);
      onTestFinished(() => running.stop());
      running.sandbox.webhooks.create(app.projectId, {
        app_id: app.appId,
        target: await receive(received, answer),
        secret: 'a-secret',
        triggers: triggers ?? running.sandbox.triggers,
      });
      const page = await visit(running.url, context);
      return { page, running, received, answer, problems: problems() };
    },
  };
}

const quick = { ...defaultChannel, queuedMs: 5, deliveredMs: 10, readMs: 10 };

export async function startSandbox(
  settings: Partial<SandboxSettings> = {},
  port = 0,
): Promise<RunningSandbox> {
  const { events } = await buildBundledModel();
  return runSandbox({
    settings: {
      ...defaultSettings,
      seed: 'page',
      apps: [app.appId],
      channels: { '*': quick },
      delivery: {
        ...defaultSettings.delivery,
        ratePerSecond: 100_000,
        retry: { attempts: 50, firstMs: 20, factor: 1, longestMs: 20 },
        breaker: { failures: 3, pauseMs: 3_600_000 },
      },
      ...settings,
    },
    clock: createClock(),
    events,
    host: '127.0.0.1',
    port,
  });
}

/** Sends a text as an app does, with a client of the API. Resolves with the message's id. */
export async function sendText(
  { url }: RunningSandbox,
  text: string,
  identities: readonly (readonly [channel: string, identity: string])[],
): Promise<string> {
  const authorization = `Basic ${Buffer.from('a-key:its-secret').toString('base64')}`;
  const token = await fetch(`${url}/oauth2/token`, { method: 'POST', headers: { authorization } });
  const { access_token } = (await token.json()) as { access_token: string };
  const response = await fetch(`${url}/v1/projects/${app.projectId}/messages:send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${access_token}` },
    body: JSON.stringify({
      app_id: app.appId,
      recipient: {
        identified_by: {
          channel_identities: identities.map(([channel, identity]) => ({ channel, identity })),
        },
      },
      channel_priority_order: identities.map(([channel]) => channel),
      message: { text_message: { text } },
    }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { message_id: string }).message_id;
}

/** What anybody may read of a sandbox. */
export async function readState({ url }: RunningSandbox): Promise<JsonRecord> {
  return (await (await fetch(`${url}/sandbox/state`)).json()) as JsonRecord;
}

/** Fills in the form for a phone, as somebody with a mouse does. */
export async function addPhone(page: Page, channel: string, identity: string, name = ''): Promise<void> {
  await page.getByRole('button', { name: 'Add a phone' }).click();
  const form = page.getByRole('form', { name: 'Add a phone' });
  await form.getByLabel('Channel').selectOption(channel);
  await form.getByLabel('Number or identity').fill(identity);
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: name === '' ? identity : name, exact: true }).waitFor();
}

/** Writes from the phone that is chosen. */
export async function writeText(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message from this phone').fill(text);
  await page.getByRole('button', { name: 'Send' }).first().click();
}

function receive(received: JsonRecord[], answer: { status: number }): Promise<string> {
  return serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString()) as JsonRecord);
      response.writeHead(answer.status).end();
    });
  });
}
