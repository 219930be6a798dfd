/**
 * Names a generated type must not have: what the generated files declare themselves, and globals that a type of
 * the same name would hide from the reader.
 */
export const reservedTypeNames: ReadonlySet<string> = new Set([
  ...['WebhookEvents', 'Trigger', 'Handler', 'Handlers', 'HandlerContext', 'UnknownEvent', 'UnknownHandler'],
  ...['Unknown', 'Problem', 'Validator', 'Route', 'Receiver', 'Config', 'Logger'],
  ...['Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'Buffer', 'Date', 'Error', 'Event', 'Function', 'Infinity'],
  ...['Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Partial', 'Pick', 'Promise', 'Proxy', 'Readonly'],
  ...['Record', 'Reflect', 'RegExp', 'Request', 'Required', 'Response', 'Set', 'String', 'Symbol', 'URL', 'Uint8Array'],
  ...['any', 'bigint', 'boolean', 'never', 'null', 'number', 'object', 'string', 'symbol', 'undefined', 'unknown'],
]);
