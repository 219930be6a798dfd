import { fileURLToPath } from 'node:url';
import type { ServerTarget } from '../test/chaos/build-receiver.js';
import { secret } from '../test/chaos/receiver-process.js';
import { receiverFolder } from './built-receivers.js';
import { measureAnswers } from './measure-answers.js';
import { nodePath, prepareNode, type NodeMajor } from './peers.js';
import { withServer, type ServerOptions } from './server-process.js';
import type { Round, Subject } from './subject.js';

export interface ServerVariant {
  /** Another Node than the one that measures. */
  readonly node?: NodeMajor;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program of this folder that answers as a receiver does. */
export function programSubject(
  { name, title, program }: { readonly name: string; readonly title: string; readonly program: string },
  { node, environment = {} }: ServerVariant = {},
): Subject {
  return {
    name,
    title,
    ...preparation(node),
    measure: (round) =>
      measureServer(round, {
        handles: false,
        node,
        // It is in TypeScript, and reads what it imports from here.
        command: ['--import', 'tsx', fileURLToPath(new URL(program, import.meta.url))],
        folder: fileURLToPath(new URL('..', import.meta.url)),
        environment: { ...environment, LOG_FILE: `${round.folder}/log` },
      }),
  };
}

export const floor = {
  name: 'floor',
  title: 'floor: node:http, HMAC, JSON.parse',
  program: 'floor.ts',
} as const;

/** A generated receiver that handles events itself, unless it is told to leave them to others. */
export function receiverSubject(
  target: ServerTarget,
  inbox: 'memory' | 'sqlite',
  { name, title }: { readonly name: string; readonly title: string },
  { node, environment = {} }: ServerVariant = {},
): Subject {
  return {
    name,
    title,
    ...preparation(node),
    measure: async (round) =>
      measureServer(round, {
        handles: environment['CONCURRENCY'] !== '0',
        node,
        command: ['dist/server.js'],
        folder: await receiverFolder(target),
        environment: { ...receiverEnvironment(inbox, round.folder), ...environment },
      }),
  };
}

export function receiverEnvironment(inbox: 'memory' | 'sqlite', folder: string): Record<string, string> {
  return { SINCH_WEBHOOK_SECRET: secret, INBOX: inbox, INBOX_FILE: `${folder}/inbox.sqlite` };
}

function preparation(node: NodeMajor | undefined): Pick<Subject, 'prepare'> {
  return node === undefined ? {} : { prepare: (preparing) => prepareNode(node, preparing) };
}

type Measured = Pick<ServerOptions, 'command' | 'folder' | 'environment'> & {
  readonly handles: boolean;
  readonly node: NodeMajor | undefined;
};

function measureServer({ folder: scratch, ...round }: Round, { handles, node, ...options }: Measured) {
  return withServer(
    { ...options, log: `${scratch}/server.log`, node: node === undefined ? undefined : nodePath(node) },
    (server) => measureAnswers(server, { ...round, handles }),
  );
}
