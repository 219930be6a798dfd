import { isRecord } from '../spec/json.js';
import type { AppReference } from './control-api.js';
import type { Sandbox } from './sandbox.js';
import type { Action, Conditions, Scenario, Step } from './scenario.js';
import { settingsOf } from './settings.js';

export interface PlayOptions {
  readonly sandbox: Sandbox;
  /** The app that people write to. */
  readonly app: AppReference;
  readonly sendSample: (trigger: string, app: AppReference) => Promise<void>;
  /** Told when the last step has been done. */
  readonly onEnd?: () => void;
}

/** Lets the steps of a scenario happen in a sandbox, each at its time from now. */
export function playScenario(scenario: Scenario, options: PlayOptions): void {
  const { sandbox, onEnd } = options;
  setConditions(scenario, sandbox);
  if (scenario.mode !== undefined) sandbox.change({ mode: scenario.mode });
  sandbox.script(scenario.replies);
  let toDo = scenario.steps.length;
  const endStep = (): void => {
    toDo -= 1;
    if (toDo === 0) onEnd?.();
  };
  if (toDo === 0) onEnd?.();
  for (const step of scenario.steps) {
    sandbox.clock.after(step.atMs, () => repeat(step, 1, { ...options, onEnd: endStep }));
  }
}

// Between so many, requests are answered, and Ctrl+C is heard.
const mostAtOnce = 500;

function repeat(step: Step, n: number, options: PlayOptions): void {
  const startedAt = options.sandbox.clock.now() - (n - 1) * step.everyMs;
  let next = n;
  // Timers are not exact; what is due is done at once, so that the rate is what the file says.
  const run = (): void => {
    const due = step.everyMs === 0 ? step.times : Math.floor((now() - startedAt) / step.everyMs) + 1;
    const last = Math.min(due, step.times, next + mostAtOnce - 1);
    for (; next <= last; next += 1) act(step.action, next, options);
    if (next > step.times) options.onEnd?.();
    else options.sandbox.clock.after(Math.max(0, startedAt + (next - 1) * step.everyMs - now()), run);
  };
  const now = (): number => options.sandbox.clock.now();
  run();
}

function act(action: Action, n: number, { sandbox, app, sendSample }: PlayOptions): void {
  const { people } = sandbox;
  switch (action.kind) {
    case 'write':
      people.write({ ...app, identity: numbered(action.person, n) }, numbered(action.content, n));
      return;
    case 'act':
      people.act({ ...app, identity: numbered(action.person, n) }, numbered(action.event, n));
      return;
    case 'consent': {
      const person = { ...app, identity: numbered(action.person, n) };
      if (action.direction === 'in') people.optIn(person);
      else people.optOut(person);
      return;
    }
    case 'sample':
      void sendSample(action.trigger, app);
      return;
    case 'conditions':
      setConditions(action, sandbox);
  }
}

function setConditions({ faults, channels }: Conditions, sandbox: Sandbox): void {
  const settings = sandbox.settings();
  if (faults !== undefined) sandbox.change({ faults: { ...settings.faults, ...faults } });
  if (channels === undefined) return;
  const changed = Object.entries(channels).map(
    ([channel, changes]) => [channel, { ...settingsOf(settings, channel), ...changes }] as const,
  );
  sandbox.change({ channels: { ...settings.channels, ...Object.fromEntries(changed) } });
}

/** The value with `{n}` in each of its texts replaced. */
function numbered<Value>(value: Value, n: number): Value {
  // Only texts change, so the type stays.
  return replaceIn(value, n) as Value;
}

function replaceIn(value: unknown, n: number): unknown {
  if (typeof value === 'string') return value.replaceAll('{n}', String(n));
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, n));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceIn(item, n)]));
}
