import type { ServerResponse } from 'node:http';
import type { ReceiverAnswer } from './forward.js';
import { endToEnd } from './headers.js';

/** Gives the sender what the receiver has answered, byte for byte. */
export function passBack(
  answer: Extract<ReceiverAnswer, { kind: 'answered' }>,
  response: ServerResponse,
): void {
  const { status, reason, headers, body, rest } = answer;
  // It has the receiver's date, or none.
  response.sendDate = false;
  response.writeHead(status, reason, endToEnd(headers).flat());
  if (rest === undefined) {
    response.end(body);
    return;
  }
  response.write(body);
  rest.on('error', () => response.destroy());
  response.on('close', () => rest.destroy());
  rest.pipe(response);
}
