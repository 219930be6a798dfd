import { figureOf, type Measured } from './measured.js';

/** What one part does at most, in events a second, and what an event costs. */
export interface Capacity {
  readonly receiverPerSecond: number;
  readonly workerPerSecond: number;
  /** How long an event takes a handler's place in a worker besides its handler, in seconds: for Redis and its disk. */
  readonly claimSeconds: number;
  readonly redisPerSecond: number;
  readonly redisCommands: number;
  readonly redisWaitingBytes: number;
  readonly redisKnownBytes: number;
}

/** What is reckoned with where nothing was measured, because it is yours, or a provider's. */
export const assumptions = {
  /** Callbacks for a message, when each trigger of messages is on. */
  callbacksPerMessage: 4,
  /** How much of a part's capacity is used, so that one can fail and a peak can come. */
  use: 0.5,
  /** How long a handler takes, in seconds: a call or two of other services. */
  handlerSeconds: 0.1,
  /** How many handlers run at a time in a worker: CONCURRENCY. */
  handlersPerWorker: 20,
  /** How long a sender waits for its answer, in seconds, proxy and network with it. */
  answerSeconds: 0.05,
  /** INBOX_RETENTION_DAYS. */
  retentionDays: 2,
  /** How long nothing may be handled before memory is full, in seconds. */
  outageSeconds: 3_600,
  /** A body, in bytes. */
  bodyBytes: 1_000,
  /** How many connections to Redis a receiver has, and a worker. */
  connectionsPerReceiver: 1,
  connectionsPerWorker: 3,
  /** How long the function that answers takes, in seconds: a look into DynamoDB and a message to SQS. */
  ingestSeconds: 0.03,
  /** How many messages the worker function gets at a time; it handles them together. */
  batch: 10,
  /** How long it takes beside its handlers, in seconds: two writes to DynamoDB. */
  batchSeconds: 0.02,
  /** An item of DynamoDB, in bytes, with what the service adds. */
  itemBytes: 250,
} as const;

/** What it takes for a number of messages a second, sent at an even rate. */
export interface Size {
  readonly messages: number;
  readonly callbacks: number;
  readonly connections: number;
  readonly receivers: number;
  /** Handlers that run at a time. */
  readonly handlers: number;
  readonly workers: number;
  readonly redisServers: number;
  readonly redisCommands: number;
  readonly redisConnections: number;
  readonly redisKnownBytes: number;
  readonly redisWaitingBytes: number;
  readonly sqsRequests: number;
  readonly sqsBytes: number;
  readonly ingestConcurrency: number;
  readonly workerConcurrency: number;
  readonly dynamoDbReads: number;
  readonly dynamoDbWrites: number;
  readonly dynamoDbBytes: number;
}

/** Redis writes every event to its disk before it answers, as in compose.yaml. */
export function capacityOf(measured: Measured): Capacity {
  const receiver = 'fastify-redis-always';
  const worker = 'worker-redis-always';
  const sum = (figure: string): number =>
    figureOf(measured, receiver, figure) + figureOf(measured, worker, figure);
  return {
    receiverPerSecond: figureOf(measured, receiver, 'perProcessorSecond'),
    workerPerSecond: figureOf(measured, worker, 'perProcessorSecond'),
    claimSeconds: assumptions.handlersPerWorker / figureOf(measured, worker, 'handled'),
    redisPerSecond: 1_000_000 / sum('redisMicroseconds'),
    redisCommands: sum('redisCommands'),
    redisWaitingBytes: figureOf(measured, receiver, 'bytesWaiting'),
    redisKnownBytes: figureOf(measured, worker, 'bytesKnown'),
  };
}

export function sizeFor(messages: number, capacity: Capacity): Size {
  const a = assumptions;
  const callbacks = messages * a.callbacksPerMessage;
  const partsFor = (perSecond: number): number => Math.ceil(callbacks / (perSecond * a.use));
  const retentionSeconds = a.retentionDays * 86_400;
  // Two at least, so that one may end.
  const receivers = Math.max(2, partsFor(capacity.receiverPerSecond));
  // What is in a place is its rate times how long each stays: Little's law.
  const placeSeconds = a.handlerSeconds + capacity.claimSeconds;
  const handlers = Math.ceil(callbacks * placeSeconds);
  const workers = Math.max(
    2,
    partsFor(a.handlersPerWorker / placeSeconds),
    partsFor(capacity.workerPerSecond),
  );
  return {
    messages,
    callbacks,
    connections: Math.ceil(callbacks * a.answerSeconds),
    receivers,
    handlers,
    workers,
    redisServers: partsFor(capacity.redisPerSecond),
    redisCommands: callbacks * capacity.redisCommands,
    redisConnections: receivers * a.connectionsPerReceiver + workers * a.connectionsPerWorker,
    redisKnownBytes: callbacks * retentionSeconds * capacity.redisKnownBytes,
    redisWaitingBytes: callbacks * a.outageSeconds * capacity.redisWaitingBytes,
    // One to send it; its part of one that receives a batch, and of one that deletes it.
    sqsRequests: callbacks * (1 + 2 / a.batch),
    // A body travels in base64, with what is known of it beside it.
    sqsBytes: callbacks * ((a.bodyBytes * 4) / 3 + 300),
    ingestConcurrency: Math.ceil(callbacks * a.ingestSeconds),
    workerConcurrency: Math.ceil((callbacks / a.batch) * (a.handlerSeconds + a.batchSeconds)),
    dynamoDbReads: callbacks,
    // In progress, then done.
    dynamoDbWrites: callbacks * 2,
    dynamoDbBytes: callbacks * retentionSeconds * a.itemBytes,
  };
}
