import { describe, expect, it } from 'vitest';
import { figureOf, mediansOf, type Measured } from '../../bench/measured.js';
import { assumptions, capacityOf, sizeFor, type Capacity } from '../../bench/sizing.js';
import { bytesText, countText } from '../../bench/sizing-tables.js';

const capacity: Capacity = {
  receiverPerSecond: 2_000,
  workerPerSecond: 1_000,
  claimSeconds: 0.025,
  redisPerSecond: 1_000,
  redisCommands: 60,
  redisWaitingBytes: 2_000,
  redisKnownBytes: 200,
};

describe('the size for a number of messages', () => {
  it('uses half of what each part can do', () => {
    // 1,000 messages make 4,000 callbacks.
    expect(sizeFor(1_000, capacity)).toMatchObject({
      callbacks: 4_000,
      receivers: 4,
      redisServers: 8,
      redisCommands: 240_000,
    });
  });

  it('has handlers by their rate times the time of each and of Redis, and workers for those or for their own work', () => {
    expect(sizeFor(1_000, capacity)).toMatchObject({ handlers: 500, workers: 50 });
    const slowWorker = { ...capacity, workerPerSecond: 100 };
    expect(sizeFor(1_000, slowWorker).workers).toBe(80);
  });

  it('is two of each at the least, and one Redis', () => {
    expect(sizeFor(1, capacity)).toMatchObject({ receivers: 2, workers: 2, redisServers: 1 });
  });

  it('keeps what is known of events for as long as the setting says', () => {
    const { redisKnownBytes, dynamoDbBytes } = sizeFor(1, capacity);
    const events = 4 * assumptions.retentionDays * 86_400;

    expect(redisKnownBytes).toBe(events * 200);
    expect(dynamoDbBytes).toBe(events * assumptions.itemBytes);
  });

  it('counts the requests of SQS and DynamoDB, and the functions that run at a time', () => {
    const size = sizeFor(25, capacity);

    expect(size).toMatchObject({ dynamoDbReads: 100, dynamoDbWrites: 200, ingestConcurrency: 3 });
    expect(size.sqsRequests).toBeCloseTo(120);
    expect(size.workerConcurrency).toBe(Math.ceil(10 * 0.12));
  });
});

describe('what was measured', () => {
  const measured: Measured = {
    versions: '',
    placement: '',
    rounds: 3,
    events: 1,
    connections: 1,
    subjects: [
      {
        name: 'fastify-redis-always',
        title: '',
        figures: {
          perProcessorSecond: 1_500,
          redisMicroseconds: 100,
          redisCommands: 11,
          bytesWaiting: 2_000,
        },
      },
      {
        name: 'worker-redis-always',
        title: '',
        figures: {
          handled: 500,
          perProcessorSecond: 900,
          redisMicroseconds: 400,
          redisCommands: 50,
          bytesKnown: 200,
        },
      },
    ],
  };

  it('gives what one Redis can do for an event that comes in and is handled', () => {
    expect(capacityOf(measured)).toEqual({
      receiverPerSecond: 1_500,
      workerPerSecond: 900,
      claimSeconds: 0.04,
      redisPerSecond: 2_000,
      redisCommands: 61,
      redisWaitingBytes: 2_000,
      redisKnownBytes: 200,
    });
  });

  it('is the median over rounds, figure by figure', () => {
    expect(mediansOf([{ a: 1, b: 5 }, { a: 9 }, { a: 2, b: 7 }])).toEqual({ a: 2, b: 6 });
    expect(() => figureOf(measured, 'floor', 'acknowledged')).toThrow(
      'acknowledged of floor was not measured',
    );
  });
});

describe('a number in a table', () => {
  it('has two digits that count, and is not too small', () => {
    expect([0.2, 2, 40, 138, 400, 1_001, 244_000].map(countText)).toEqual([
      '1',
      '2',
      '40',
      '140',
      '400',
      '1,100',
      '250,000',
    ]);
    expect([999, 2_000_000, 1.73e12, 4e15].map(bytesText)).toEqual(['1,000 B', '2 MB', '1.7 TB', '4,000 TB']);
  });
});
