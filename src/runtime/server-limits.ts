/**
 * How long a connection may take, in milliseconds, as options of an HTTP server. A sender that is slower has got
 * stuck, or wants to hold the connection.
 */
export const serverLimits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  // Longer than load balancers keep a connection, so that none is closed just as a request comes.
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 1_000,
} as const;
