import type { MessageInbound } from '../generated/types.js';

/** The words of a message: those that were written or chosen, or that stand below a picture. Empty where there are none. */
export function questionText({ message }: MessageInbound): string {
  const content = message.contact_message;
  return (
    content?.text_message?.text ??
    content?.choice_response_message?.postback_data ??
    content?.media_card_message?.caption ??
    ''
  );
}
