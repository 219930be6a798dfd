import type { HandlerContext } from '../generated/runtime/receiver.js';
import type { MessageInbound } from '../generated/types.js';

export async function answer(event: MessageInbound, context: HandlerContext): Promise<void> {
  context.log.info('asked', { message: event.message.id ?? '' });
}
