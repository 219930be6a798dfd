import { findTrigger } from '../model/find-trigger.js';
import type { EventModel } from '../model/receiver-model.js';
import { freshen } from '../send/fresh.js';
import { readSample } from '../send/samples.js';
import type { AppReference } from './control-api.js';
import type { Sandbox } from './sandbox.js';

/** Sends the sample of an event that nothing in the sandbox causes, such as SMART_CONVERSATIONS, as if it had happened. */
export function createSampleSender(sandbox: Sandbox, events: readonly EventModel[]) {
  return async (name: string, { appId, projectId }: AppReference): Promise<void> => {
    const trigger = findTrigger(
      events.map((event) => event.trigger),
      name,
    );
    const event = events.find((one) => one.trigger === trigger);
    if (event === undefined) throw new Error(`${trigger} is not in its own list`);
    const { newId, clock } = sandbox;
    const sample = freshen(await readSample(event), {
      identity: event.identity,
      now: new Date(clock.now()),
      newId: () => newId('sample'),
    });
    // Contacts belong to a project, so their events name no app.
    const isOfApp = sample['app_id'] !== '';
    const body = { ...sample, app_id: isOfApp ? appId : '', project_id: projectId };
    sandbox.emit({ trigger, appId: isOfApp ? appId : '', projectId, body });
  };
}
