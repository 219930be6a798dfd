/** The SDK of Amazon SQS, which takes its time to load. */
export function loadSqsSdk() {
  return import('@aws-sdk/client-sqs');
}
