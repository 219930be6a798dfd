import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { nodePath, peerFolder, preparePeer, prepareNode } from '../peers.js';
import { runOnce } from '../run-once.js';
import type { Row, Suite } from '../suite.js';
import type { Preparing, Subject } from '../subject.js';
import { generateOnce, root } from './program.js';

// The document that Sinch publishes is theirs, and not in this repository.
const published = resolve(
  root,
  process.env['SINCH_WIRE'] ?? '../shared/sinch',
  'published-asyncapi-1.0.yaml',
);

/** `generate` beside what the AsyncAPI Initiative has for it, on the Node that this needs. */
export const generateSuite: Suite = {
  name: 'generate',
  part: 'generator',
  isQuick: false,
  rounds: 1,
  subjects: [peerSubject(), generatorSubject('published'), generatorSubject('bundled')],
  rows: [
    peerRow('generate-published', '`generate` of the published document', 'published', 'milliseconds', 0.25),
    peerRow('generate-bundled', '`generate` of the bundled document', 'bundled', 'milliseconds', 0.15),
    peerRow('peak-published', 'peak memory, published document', 'published', 'peakMegabytes', 0.6),
    peerRow('peak-bundled', 'peak memory, bundled document', 'bundled', 'peakMegabytes', 0.6),
  ],
};

/** `generate` beside Node that does nothing: what a machine without the peer can see of it. */
export const generateOverNodeSuite: Suite = {
  name: 'generate-over-node',
  part: 'generator',
  isQuick: true,
  rounds: 1,
  subjects: [
    {
      name: 'nothing',
      title: 'node -e 0',
      measure: () => runOnce({ command: ['-e', '0'], folder: root, environment: {} }),
    },
    {
      name: 'bundled',
      title: '`generate` of the bundled document',
      measure: (round) => generateOnce(round, ['--spec', 'bundled']),
    },
  ],
  rows: [
    {
      name: 'generate-over-node',
      what: '`generate` of the bundled document',
      subject: 'bundled',
      figure: 'milliseconds',
      // It writes a hundred files to a disk that other suites have just filled, which its time tells and its work does not.
      work: 'perProcessorSecond',
      beside: { subject: 'nothing', as: 'quotient', title: '`node -e 0`' },
      unit: '×',
    },
  ],
};

function peerRow(name: string, what: string, subject: string, figure: string, most: number): Row {
  const title = '`asyncapi generate models typescript` of the published document';
  return {
    name,
    what: `${what}, Node 24`,
    subject,
    figure,
    beside: { subject: 'peer', as: 'quotient', title },
    unit: '×',
    limit: { most },
  };
}

function peerSubject(): Subject {
  return {
    name: 'peer',
    title: 'asyncapi generate models typescript',
    prepare: async (preparing) => (await preparePublished(preparing)) ?? preparePeer('asyncapi', preparing),
    async measure({ folder }) {
      const output = await mkdtemp(join(folder, 'models-'));
      const cli = join(peerFolder('asyncapi'), 'bin/run_bin');
      return runOnce({
        command: [cli, 'generate', 'models', 'typescript', published, '--output', output],
        folder: root,
        // Without, it would also tell its makers that it was used, and wait for them.
        environment: { CI: 'true', ASYNCAPI_METRICS: 'false' },
        node: nodePath(24),
      });
    },
  };
}

function generatorSubject(document: 'published' | 'bundled'): Subject {
  const flags = ['--spec', document === 'published' ? published : document];
  return {
    name: document,
    title: `generate, ${document} document`,
    prepare:
      document === 'published' ? preparePublished : (preparing: Preparing) => prepareNode(24, preparing),
    measure: (round) => generateOnce(round, flags, nodePath(24)),
  };
}

async function preparePublished(preparing: Preparing): Promise<string | undefined> {
  const missing = existsSync(published)
    ? undefined
    : 'the published document is not there: SINCH_WIRE names the folder that has it';
  return missing ?? prepareNode(24, preparing);
}
