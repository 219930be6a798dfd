import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ServerTarget } from '../../test/chaos/build-receiver.js';
import { receiverFolder } from '../built-receivers.js';
import { receiverEnvironment } from '../server-subject.js';
import { withServer, type ServerOptions } from '../server-process.js';
import type { Row, Suite } from '../suite.js';
import type { Figures, Subject } from '../subject.js';

const targets = ['fastify', 'express'] as const;
const inboxes = ['sqlite', 'memory'] as const;

/** What a receiver takes of memory that was started and asked nothing, beside an empty server of its framework. */
export const restSuite: Suite = {
  name: 'rest',
  part: 'receiver',
  isQuick: true,
  rounds: 2,
  subjects: targets.flatMap((target) => [emptySubject(target), ...inboxes.map(receiverOf(target))]),
  rows: targets.flatMap((target) =>
    inboxes.map((inbox): Row => ({
      name: `rest-${target}-${inbox}`,
      what: `${target}, memory at rest, ${inbox === 'sqlite' ? 'SQLite' : inbox} inbox, over an empty server`,
      subject: `${target}-${inbox}`,
      figure: 'megabytes',
      beside: { subject: `${target}-empty`, as: 'difference', title: `an empty ${target} server` },
      unit: 'MB',
      limit: { most: 15 },
      slack: 5,
    })),
  ),
};

function emptySubject(target: ServerTarget): Subject {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  return {
    name: `${target}-empty`,
    title: `an empty ${target} server`,
    measure: (round) =>
      measureRest({
        command: ['empty-server.js', target],
        folder,
        log: `${round.folder}/server.log`,
        environment: {},
      }),
  };
}

function receiverOf(target: ServerTarget) {
  return (inbox: 'sqlite' | 'memory'): Subject => ({
    name: `${target}-${inbox}`,
    title: `${target}, ${inbox} inbox`,
    measure: async (round) =>
      measureRest({
        command: ['dist/server.js'],
        folder: await receiverFolder(target),
        log: `${round.folder}/server.log`,
        environment: receiverEnvironment(inbox, round.folder),
      }),
  });
}

// What is needed for the start alone is given back, or is not, by then.
const restMilliseconds = 1_500;

function measureRest(options: ServerOptions): Promise<Figures> {
  return withServer(options, async (server) => {
    await wait(restMilliseconds);
    return { megabytes: server.residentBytes() / 1e6 };
  });
}
