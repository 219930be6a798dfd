/**
 * How long one request to AWS may take. A connection that was left while the function was frozen may be dead without a
 * sign, so it is short: the next try takes another.
 */
export const requestHandler = {
  connectionTimeout: 1_000,
  requestTimeout: 1_000,
  throwOnRequestTimeout: true,
} as const;
