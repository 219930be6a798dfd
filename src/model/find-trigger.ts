import { UserError } from '../errors.js';
import { wordsOf } from './names.js';
import { nearest } from './nearest.js';

/**
 * The trigger that a user means by `MESSAGE_INBOUND`, `message-inbound` or `MessageInbound`. Throws `EVENT_UNKNOWN`
 * with the nearest one.
 */
export function findTrigger(known: readonly string[], name: string): string {
  const wanted = wordsOf(name).join('_').toUpperCase();
  if (known.includes(wanted)) return wanted;
  const suggestion = nearest(wanted, known);
  throw new UserError({
    code: 'EVENT_UNKNOWN',
    message: `The document has no event ${JSON.stringify(name)}`,
    help: `${suggestion === undefined ? '' : `Did you mean ${suggestion}? `}See them all with: npx sinch-webhooks events`,
  });
}
