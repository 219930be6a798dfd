import { handlerPath } from '../model/handler-path.js';
import type { EventModel } from '../model/receiver-model.js';
import type { GeneratedEvent } from './manifest.js';

/** An event as the manifest and the output for programs have it. */
export function generatedEvent(event: EventModel): GeneratedEvent {
  return {
    trigger: event.trigger,
    handler: handlerPath(event),
    eventKey: event.eventKey,
    ...(event.tag !== undefined && { tag: event.tag }),
  };
}
