import { kebabCase } from '../model/names.js';
import { badRequest } from '../web/api-error.js';
import type { Exchange } from './exchange.js';
import type { MaskBody } from './mask-body.js';

/** The body of an exchange as a file for tests, and for `send --body`: masked, and laid out for people. */
export function renderFixture({ body, trigger }: Exchange, maskBody: MaskBody): string {
  try {
    return `${JSON.stringify(maskBody(JSON.parse(Buffer.from(body).toString('utf8')), trigger), null, 2)}\n`;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw badRequest('Only JSON can be masked, and no deeper than a receiver takes');
  }
}

/** Such as `message-inbound-12.json`. */
export function fixtureName({ trigger = '', number }: Exchange): string {
  return `${kebabCase(trigger) || 'request'}-${number}.json`;
}
