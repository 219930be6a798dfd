import { fileURLToPath } from 'node:url';
import type { ServerTarget } from '../test/chaos/build-receiver.js';
import { secret } from '../test/chaos/receiver-process.js';
import { receiverFolder } from './built-receivers.js';
import { measureAnswers } from './measure-answers.js';
import { nodePath, prepareNode, type NodeMajor } from './peers.js';
import { withServer, type ServerOptions } from './server-process.js';
import type { Subject } from './subject.js';

export interface ServerVariant {
  /** Another Node than the one that measures. */
  readonly node?: NodeMajor;
  readonly environment?: Readonly<Record<string, string>>;
}

interface Named {
  readonly name: string;
  readonly title: string;
}

/** A program of this folder that answers as a receiver does. */
export function programSubject(
  { program, ...named }: Named & { readonly program: string },
  { node, environment = {} }: ServerVariant = {},
): Subject {
  return serverSubject(named, node, async (scratch) => ({
    handles: false,
    // It is in TypeScript, and reads what it imports from here.
    command: ['--import', 'tsx', fileURLToPath(new URL(program, import.meta.url))],
    folder: fileURLToPath(new URL('..', import.meta.url)),
    environment: { ...environment, LOG_FILE: `${scratch}/log` },
  }));
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
  named: Named,
  { node, environment = {} }: ServerVariant = {},
): Subject {
  return serverSubject(named, node, async (scratch) => ({
    handles: environment['CONCURRENCY'] !== '0',
    command: ['dist/server.js'],
    folder: await receiverFolder(target),
    environment: { ...receiverEnvironment(inbox, scratch), ...environment },
  }));
}

export function receiverEnvironment(inbox: 'memory' | 'sqlite', folder: string): Record<string, string> {
  return { SINCH_WEBHOOK_SECRET: secret, INBOX: inbox, INBOX_FILE: `${folder}/inbox.sqlite` };
}

type Measured = Pick<ServerOptions, 'command' | 'folder' | 'environment'> & { readonly handles: boolean };

function serverSubject(
  named: Named,
  node: NodeMajor | undefined,
  serverIn: (scratch: string) => Promise<Measured>,
): Subject {
  return {
    ...named,
    ...(node !== undefined && { prepare: (preparing) => prepareNode(node, preparing) }),
    async measure({ folder: scratch, ...round }) {
      const { handles, ...server } = await serverIn(scratch);
      return withServer(
        { ...server, log: `${scratch}/server.log`, node: node === undefined ? undefined : nodePath(node) },
        (started) => measureAnswers(started, { ...round, handles }),
      );
    },
  };
}
