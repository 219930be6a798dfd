import { STATUS_CODES } from 'node:http';
import { listValues, requestOf, type LambdaEvent, type LambdaResult } from './lambda-event.js';
import type { Receiver } from './receiver.js';

/** A handler for a Function URL, API Gateway (payload versions 1 and 2) and a load balancer. */
export function createLambdaHandler(receiver: Receiver): (event: LambdaEvent) => Promise<LambdaResult> {
  return async (event) => {
    const { status, headers, body } = await receiver.respond(requestOf(event));
    const statusDescription = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
    const result = { statusCode: status, statusDescription, headers, body, isBase64Encoded: false } as const;
    // A load balancer set to multi-value headers reads those alone.
    return event.multiValueHeaders ? { ...result, multiValueHeaders: listValues(headers) } : result;
  };
}
