import { fileURLToPath } from 'node:url';
import type { ServerTarget } from '../test/chaos/build-receiver.js';
import { secret } from '../test/chaos/receiver-process.js';
import { receiverFolder } from './built-receivers.js';
import { lambdaDirect } from './lambda-subject.js';
import { measureAnswers } from './measure-answers.js';
import { redisReceiver, redisWorker } from './redis-subjects.js';
import { withServer } from './server-process.js';
import type { Subject } from './subject.js';

const floor: Subject = {
  name: 'floor',
  title: 'floor: node:http, HMAC, JSON.parse',
  measure: ({ folder, ...round }) =>
    withServer(
      {
        command: ['--import', 'tsx', fileURLToPath(new URL('floor.ts', import.meta.url))],
        folder: fileURLToPath(new URL('..', import.meta.url)),
        log: `${folder}/server.log`,
        environment: {},
      },
      (server) => measureAnswers(server, { ...round, handles: false }),
    ),
};

/** In the order in which a round measures them. */
export const subjects: readonly Subject[] = [
  floor,
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
  return {
    name: `${target}-${inbox}`,
    title: `${target}, ${inbox}: receiver with handlers`,
    async measure({ folder, ...round }) {
      const options = {
        command: ['dist/server.js'],
        folder: await receiverFolder(target),
        log: `${folder}/server.log`,
        environment: { SINCH_WEBHOOK_SECRET: secret, INBOX: inbox, INBOX_FILE: `${folder}/inbox.sqlite` },
      };
      return withServer(options, (server) => measureAnswers(server, { ...round, handles: true }));
    },
  };
}
