import { type Diagnosis, failure, ok } from './diagnosis.js';

/** The least that a receiver needs, as its package.json has it. */
const least = [20, 19] as const;

export function checkNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > least[0] || (major === least[0] && minor >= least[1]);
  return isEnough
    ? ok('node', `Node is ${version}`)
    : failure('node', `Node is ${version}`, `A receiver needs ${least.join('.')} or newer.`);
}
