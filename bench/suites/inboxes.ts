import { programSubject, receiverSubject } from '../server-subject.js';
import { missingPart } from '../../test/support/real-parts.js';
import { redisReceiver } from '../redis-subjects.js';
import type { Row, Suite } from '../suite.js';
import { withConnections } from './answers.js';

const work = 'perProcessorSecond';

/** SQLite beside the least that puts an event onto the same disk. */
export function sqliteSuite(connections: number): Suite {
  const row = (what: string, subject: string, figure: string): Omit<Row, 'name' | 'limit'> => ({
    what: `SQLite inbox, ${what}, ${connections} connections`,
    subject,
    figure,
    beside: { subject: 'log', as: 'quotient', title: 'a log with group commit' },
    unit: '×',
  });
  return {
    name: `sqlite-${connections}`,
    part: 'receiver',
    isQuick: connections === 64,
    rounds: 1,
    subjects: [
      programSubject({ name: 'log', title: 'append and fdatasync, in groups', program: 'log-floor.ts' }),
      receiverSubject(
        'fastify',
        'sqlite',
        { name: 'sqlite', title: 'fastify, SQLite inbox' },
        // Handlers are left to others, of which there are none.
        { environment: { CONCURRENCY: '0' } },
      ),
      receiverSubject('fastify', 'sqlite', {
        name: 'handling',
        title: 'fastify, SQLite inbox, and handlers',
      }),
    ].map((subject) => withConnections(subject, connections)),
    rows: [
      {
        name: `sqlite-${connections}`,
        ...row('events', 'sqlite', 'acknowledged'),
        work,
        limit: { least: 0.95 },
      },
      {
        name: `sqlite-p99-${connections}`,
        ...row('p99 of answers', 'sqlite', 'slowMilliseconds'),
        limit: { most: 2 },
        slack: 2,
      },
      {
        name: `sqlite-handling-${connections}`,
        ...row('events while handlers run', 'handling', 'acknowledged'),
        work,
        limit: { least: 0.8 },
      },
    ],
  };
}

/** Redis beside the same receiver that keeps events in its own memory. */
export function redisSuite(connections: number): Suite {
  return {
    name: `redis-${connections}`,
    part: 'receiver',
    isQuick: connections === 64,
    rounds: 1,
    subjects: [
      receiverSubject('fastify', 'memory', { name: 'memory', title: 'fastify, memory inbox' }),
      {
        ...redisReceiver('fastify', 'always'),
        name: 'redis',
        title: 'fastify, Redis inbox',
        prepare: async () => missingPart('redis-server'),
      },
    ].map((subject) => withConnections(subject, connections)),
    rows: [
      {
        name: `redis-${connections}`,
        what: `Redis inbox, fsync always, ${connections} connections`,
        subject: 'redis',
        figure: 'acknowledged',
        work,
        beside: { subject: 'memory', as: 'quotient', title: 'the memory inbox' },
        unit: '×',
        limit: { least: 0.6 },
      },
    ],
  };
}
