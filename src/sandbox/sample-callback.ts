import { UserError } from '../errors.js';
import { findTrigger } from '../model/find-trigger.js';
import type { EventModel } from '../model/receiver-model.js';
import { freshen } from '../send/fresh.js';
import { readSample } from '../send/samples.js';
import { badRequest } from '../web/api-error.js';
import type { AppReference } from './control-api.js';
import type { Sandbox } from './sandbox.js';

/**
 * Sends the sample of an event that nothing in the sandbox causes, such as SMART_CONVERSATIONS, as if it had happened.
 * What it returns rejects with an `ApiError` for an event that is unknown.
 */
export function createSampleSender(sandbox: Sandbox, events: readonly EventModel[]) {
  return async (name: string, { appId, projectId }: AppReference): Promise<void> => {
    const event = findEvent(events, name);
    const { newId, clock } = sandbox;
    const sample = freshen(await readSample(event), {
      identity: event.identity,
      now: new Date(clock.now()),
      newId: () => newId('sample'),
    });
    // Contacts belong to a project, so their events name no app.
    const isOfApp = sample['app_id'] !== '';
    const body = { ...sample, app_id: isOfApp ? appId : '', project_id: projectId };
    sandbox.emit({ trigger: event.trigger, appId: isOfApp ? appId : '', projectId, body });
  };
}

function findEvent(events: readonly EventModel[], name: string): EventModel {
  const trigger = triggerNamed(
    name,
    events.map((event) => event.trigger),
  );
  const event = events.find((one) => one.trigger === trigger);
  if (event === undefined) throw new Error(`${trigger} is not in its own list`);
  return event;
}

function triggerNamed(name: string, known: readonly string[]): string {
  try {
    return findTrigger(known, name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw badRequest(error.message);
  }
}
