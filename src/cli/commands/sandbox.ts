import { randomBytes } from 'node:crypto';
import { exitCodes } from '../../errors.js';
import { buildBundledModel } from '../../model/bundled.js';
import { type Clock, createClock } from '../../sandbox/clock.js';
import type { AppReference } from '../../sandbox/control-api.js';
import type { Attempt } from '../../sandbox/courier.js';
import { playScenario } from '../../sandbox/play-scenario.js';
import { type RunningSandbox, runSandbox } from '../../sandbox/run-sandbox.js';
import type { Scenario } from '../../sandbox/scenario.js';
import { defaultSettings, type SandboxSettings } from '../../sandbox/settings.js';
import { wasTaken } from '../../send/post.js';
import type { Context } from '../context.js';
import { listenAt } from '../listen-at.js';
import { loadScenario } from '../load-scenario.js';
import { usageError } from '../parse-flags.js';
import { signingSecret } from '../signing-secret.js';
import type { Terminal } from '../terminal.js';

export interface SandboxFlags {
  readonly port: number;
  readonly host: string;
  readonly to?: string;
  readonly secret?: string;
  readonly app?: string;
  readonly project: string;
  readonly mode?: 'conversation' | 'dispatch';
  readonly seed?: string;
  readonly rate?: number;
  readonly duplicates?: number;
  readonly disorder?: number;
  readonly scenario?: string;
  readonly once?: true;
}

export async function runSandboxCommand(flags: SandboxFlags, { io, terminal }: Context): Promise<number> {
  checkUsage(flags);
  io.endByItself();
  const { events } = await buildBundledModel();
  const triggers = events.map(({ trigger }) => trigger);
  const scenario =
    flags.scenario === undefined ? undefined : await loadScenario(flags.scenario, triggers, io);
  terminal.progress('Starting');
  const clock = createClock();
  const settings = settingsFrom(flags, scenario);
  const running = await listenAt(flags, () =>
    runSandbox({ settings, clock, events, host: flags.host, port: flags.port }),
  );
  const app = registerWebhook(running, flags, { io, terminal });
  const counts = countAttempts(running, terminal);
  describeStart(running, { flags, settings, app }, terminal);

  if (scenario !== undefined && app !== undefined) {
    const { sandbox, sendSample } = running;
    playScenario(scenario, { sandbox, app, sendSample });
  }
  const end = await untilOver(running, clock, { isOnce: flags.once === true, signal: io.signal });
  await running.stop();
  if (end === 'stuck') terminal.error(`The receiver has taken nothing for ${stuckMs / 1000} s: given up.`);
  return (end === 'over' && counts.givenUp === 0 ? exitCodes.done : exitCodes.no).code;
}

function checkUsage({ secret, to, scenario, once }: SandboxFlags): void {
  if (secret !== undefined && to === undefined) {
    throw usageError('--secret signs what goes to --to', 'Pass --to with the address of the receiver too.');
  }
  if (scenario !== undefined && to === undefined) {
    throw usageError('A scenario needs a receiver', 'Pass --to with its address.');
  }
  if (once === true && scenario === undefined) {
    throw usageError('--once ends when a scenario has been played', 'Pass --scenario <file> too.');
  }
}

function settingsFrom(flags: SandboxFlags, scenario: Scenario | undefined): SandboxSettings {
  const { delivery, faults, mode } = defaultSettings;
  return {
    ...defaultSettings,
    seed: flags.seed ?? scenario?.seed ?? randomBytes(4).toString('hex'),
    apps: flags.app === undefined ? [] : [flags.app],
    mode: flags.mode === undefined ? (scenario?.mode ?? mode) : upper(flags.mode),
    delivery: { ...delivery, ratePerSecond: flags.rate ?? delivery.ratePerSecond },
    faults: {
      ...faults,
      duplicates: flags.duplicates ?? faults.duplicates,
      disorder: flags.disorder ?? faults.disorder,
    },
  };
}

function upper(mode: 'conversation' | 'dispatch') {
  return mode === 'conversation' ? 'CONVERSATION' : 'DISPATCH';
}

/** The webhook of --to, for every trigger and, unless one is named, every app; returns that of the people. */
function registerWebhook(
  { sandbox }: RunningSandbox,
  { to, secret, app, project }: SandboxFlags,
  { io, terminal }: Context,
): AppReference | undefined {
  if (to === undefined) return undefined;
  const appId = app ?? sandbox.newId('app');
  const webhook = {
    app_id: appId,
    target: to,
    secret: signingSecret(secret, io),
    triggers: sandbox.triggers,
  };
  sandbox.webhooks.create(project, webhook, app === undefined ? { isForEveryApp: true } : {});
  if (webhook.secret === '') {
    terminal.error(
      'Callbacks are not signed: pass --secret, or set SINCH_WEBHOOK_SECRET to what the receiver has.',
    );
  }
  return { appId, projectId: project };
}

function countAttempts({ sandbox }: RunningSandbox, terminal: Terminal) {
  const counts = { givenUp: 0 };
  sandbox.watch({
    onAttempt(attempt) {
      if (attempt.next === 'given-up') counts.givenUp += 1;
      terminal.jsonLine(attemptJson(attempt));
      terminal.print(describeAttempt(attempt), wasTaken(attempt.outcome) ? undefined : 'red');
    },
  });
  return counts;
}

function attemptJson({ callback, outcome, ...attempt }: Attempt) {
  const { trigger, subjectId = '' } = callback;
  return { trigger, subjectId, ...attempt, outcome };
}

function describeAttempt({ callback, outcome, attempt, isCopy, milliseconds, next }: Attempt): string {
  const answer = outcome.kind === 'answered' ? String(outcome.status) : outcome.reason;
  const times = [isCopy ? 'a copy' : '', attempt > 1 ? `attempt ${attempt}` : ''].filter(Boolean).join(', ');
  const end = { taken: '', retry: ', will be sent again', 'given-up': ', given up' }[next];
  return `${callback.trigger}${times === '' ? '' : ` (${times})`}: ${answer} in ${milliseconds} ms${end}`;
}

interface Started {
  readonly flags: SandboxFlags;
  readonly settings: SandboxSettings;
  readonly app: AppReference | undefined;
}

function describeStart({ url }: RunningSandbox, { flags, settings, app }: Started, terminal: Terminal): void {
  const { seed, mode } = settings;
  terminal.jsonLine({ url, seed, mode, appId: app?.appId ?? null, projectId: flags.project });
  terminal.print(`The sandbox is at ${url}, which is its page too. Ctrl+C ends it.`);
  terminal.print();
  if (app !== undefined) {
    const apps = flags.app === undefined ? `any; people write to ${app.appId}` : app.appId;
    terminal.print(`  app       ${apps}; callbacks go to ${flags.to}`);
  }
  terminal.print(`  project   any, such as ${flags.project}; any key and secret get a token`);
  terminal.print(`  mode      ${mode}`);
  terminal.print(`  seed      ${seed}`);
  terminal.print();
  terminal.print('The official SDK talks to it with these two settings:');
  terminal.print(`  authHostname: '${url}', conversationHostname: '${url}'`);
  terminal.print();
}

const lookMs = 100;

/** A receiver that takes nothing for so long, in a run that is to end, is not waited for. */
const stuckMs = 60_000;

/** Waits for the user's interruption, or, once a scenario is played, until nothing is on its way any more. */
async function untilOver(
  { sandbox }: RunningSandbox,
  clock: Clock,
  { isOnce, signal }: { isOnce: boolean; signal: AbortSignal },
): Promise<'over' | 'stuck'> {
  let takenAt = clock.now();
  sandbox.watch({
    onAttempt: ({ next }) => {
      if (next === 'taken') takenAt = clock.now();
    },
  });
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const isQuiet = clock.pending() === 0 && sandbox.courier.waiting() === 0;
      // The user may have interrupted it while it was starting.
      if (signal.aborted || (isOnce && isQuiet)) end('over');
      // While nothing is due there is nothing to take.
      if (sandbox.courier.waiting() === 0) takenAt = clock.now();
      if (isOnce && clock.now() - takenAt > stuckMs) end('stuck');
    }, lookMs);
    const end = (how: 'over' | 'stuck'): void => {
      clearInterval(timer);
      resolve(how);
    };
    signal.addEventListener('abort', () => end('over'));
  });
}
