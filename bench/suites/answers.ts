import { peerFolder, prepareNode, preparePeer, type NodeMajor } from '../peers.js';
import { floor, programSubject, receiverSubject } from '../server-subject.js';
import type { Beside, Row, Suite } from '../suite.js';
import type { Subject } from '../subject.js';

/** How many times the events of a receiver on the official SDK express is to take. */
const overSdk: Readonly<Record<NodeMajor, number>> = { 20: 3.5, 24: 1.6 };

/** How many events a receiver acknowledges a second that keeps them in its memory, its handlers at work meanwhile. */
export function answersSuite(node: NodeMajor, connections: number): Suite {
  const name = `answers-node${node}-${connections}`;
  const described = (what: string): string => `${what}, Node ${node}, ${connections} connections`;
  const row = (
    receiver: 'fastify' | 'express',
    least: number,
    beside: Omit<Beside, 'as'>,
  ): Omit<Row, 'name'> => ({
    what: described(`${receiver}, memory inbox`),
    subject: receiver,
    figure: 'acknowledged',
    work: 'perProcessorSecond',
    beside: { ...beside, as: 'quotient' },
    unit: '×',
    limit: { least },
  });
  const besideFloor = { subject: 'floor', title: 'the floor' };
  return {
    name,
    part: 'receiver',
    isQuick: node === 20 && connections === 64,
    rounds: 1,
    subjects: [
      programSubject(floor, { node }),
      receiverSubject('fastify', 'memory', { name: 'fastify', title: 'fastify, memory inbox' }, { node }),
      receiverSubject('express', 'memory', { name: 'express', title: 'express, memory inbox' }, { node }),
      sdkSubject(node),
    ].map((subject) => withConnections(subject, connections)),
    rows: [
      { name: `fastify-node${node}-${connections}`, ...row('fastify', 0.8, besideFloor) },
      { name: `express-node${node}-${connections}`, ...row('express', 0.75, besideFloor) },
      {
        name: `express-sdk-node${node}-${connections}`,
        ...row('express', overSdk[node], { subject: 'sdk', title: 'express with the official SDK' }),
      },
      {
        name: `floor-busy-node${node}-${connections}`,
        what: described('share of its core that the floor is at work: what the load can send is no limit'),
        subject: 'floor',
        figure: 'busy',
        unit: '×',
      },
    ],
  };
}

/** The subject on so many connections, whatever the round has. */
export function withConnections(subject: Subject, connections: number): Subject {
  return { ...subject, measure: (round) => subject.measure({ ...round, connections }) };
}

function sdkSubject(node: NodeMajor): Subject {
  return {
    ...programSubject(
      { name: 'sdk', title: 'express with the official SDK', program: 'sdk-receiver.ts' },
      { node, environment: { SDK_FOLDER: peerFolder('sdk') } },
    ),
    prepare: async (preparing) => (await prepareNode(node, preparing)) ?? preparePeer('sdk', preparing),
  };
}
