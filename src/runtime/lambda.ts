import { answer } from './http.js';
import { listValues, requestOf, type LambdaEvent, type LambdaResult } from './lambda-event.js';
import type { Receiver } from './receiver.js';

/** A handler for a Function URL, API Gateway (payload versions 1 and 2) and a load balancer. */
export function createLambdaHandler(
  receiver: Receiver,
): (event: LambdaEvent | null | undefined) => Promise<LambdaResult> {
  return async (event) => {
    const request = requestOf(event);
    const { status, headers, body } =
      request === undefined ? answer(400, 'not an HTTP request') : await receiver.respond(request);
    const result: LambdaResult = { statusCode: status, headers, body, isBase64Encoded: false };
    const isFromBalancer = Boolean(event?.requestContext?.elb);
    const isMultiValue = Boolean(event?.multiValueHeaders);
    if (!isFromBalancer && !isMultiValue) return result;
    return {
      ...result,
      // A load balancer asks for it; API Gateway answers 502 to a result with a property it does not know.
      ...(isFromBalancer && { statusDescription: describeStatus(status) }),
      // A load balancer set to multi-value headers reads those alone.
      ...(isMultiValue && { multiValueHeaders: listValues(headers) }),
    };
  };
}

// Imported, the module would take a function more time to start than all the rest of it, and few are behind a balancer.
function describeStatus(status: number): string {
  const { STATUS_CODES: texts } = process.getBuiltinModule('node:http');
  return `${status} ${texts[status] ?? ''}`.trim();
}
