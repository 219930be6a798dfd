import type { UnknownHandler } from '../generated/handlers.js';

/** Correctly signed, but no handler takes it: an event newer than the document, or a body that cannot be read. */
export const onUnknown: UnknownHandler = async (_event, _context) => {
  // This file is yours: it is written once and never touched again.
  // The receiver has logged the reason. Sinch gets 200 whatever happens here, and does not send it again: it is kept in
  // quarantine (npm run inbox). With INBOX=direct, which a function may have, it is gone unless you keep _event.bytes.
};
