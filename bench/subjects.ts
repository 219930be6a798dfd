import type { ServerTarget } from '../test/chaos/build-receiver.js';
import { lambdaDirect } from './lambda-subject.js';
import { redisReceiver, redisWorker } from './redis-subjects.js';
import { floor, programSubject, receiverSubject } from './server-subject.js';
import type { Subject } from './subject.js';

/** In the order in which a round measures them. */
export const subjects: readonly Subject[] = [
  programSubject(floor),
  inProcess('express', 'memory'),
  inProcess('fastify', 'memory'),
  inProcess('express', 'sqlite'),
  inProcess('fastify', 'sqlite'),
  redisReceiver('express', 'always'),
  redisReceiver('fastify', 'always'),
  redisWorker('always'),
  redisReceiver('fastify', 'everysec'),
  redisWorker('everysec'),
  lambdaDirect,
];

export const subjectNames = subjects.map(({ name }) => name);

/** A server that handles events itself. */
function inProcess(target: ServerTarget, inbox: 'memory' | 'sqlite'): Subject {
  const title = `${target}, ${inbox}: receiver with handlers`;
  return receiverSubject(target, inbox, { name: `${target}-${inbox}`, title });
}
