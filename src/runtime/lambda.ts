import { STATUS_CODES } from 'node:http';
import { listValues, requestOf, type LambdaEvent, type LambdaResult } from './lambda-event.js';
import type { Receiver } from './receiver.js';

/** A handler for a Function URL, API Gateway (payload versions 1 and 2) and a load balancer. */
export function createLambdaHandler(receiver: Receiver): (event: LambdaEvent) => Promise<LambdaResult> {
  return async (event) => {
    const { status, headers, body } = await receiver.respond(requestOf(event));
    return {
      statusCode: status,
      // A load balancer asks for it; API Gateway answers 502 to a result with a property it does not know.
      ...(event.requestContext?.elb && {
        statusDescription: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
      }),
      headers,
      // A load balancer set to multi-value headers reads those alone.
      ...(event.multiValueHeaders && { multiValueHeaders: listValues(headers) }),
      body,
      isBase64Encoded: false,
    };
  };
}
