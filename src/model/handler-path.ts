import type { EventModel } from './receiver-model.js';

/** Where the handler of an event lies in a receiver. */
export function handlerPath({ fileName }: Pick<EventModel, 'fileName'>): string {
  return `src/handlers/${fileName}.ts`;
}
