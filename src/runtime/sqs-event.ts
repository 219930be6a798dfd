/** What Lambda gives a function whose events are the messages of a queue. */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: {
    /** How often the message was given out, from 1. */
    readonly ApproximateReceiveCount: string;
  };
}

/** The messages that come again; all others are deleted. */
export interface SqsBatchResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What Lambda tells a function about its run. */
export interface LambdaContext {
  readonly getRemainingTimeInMillis: () => number;
}
