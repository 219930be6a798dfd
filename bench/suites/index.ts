import type { Suite } from '../suite.js';
import { answersSuite } from './answers.js';
import { lambdaColdSuite, lambdaWarmSuite, validatorsSuite } from './functions.js';
import { generateOverNodeSuite, generateSuite } from './generate.js';
import { redisSuite, sqliteSuite } from './inboxes.js';
import { packageSuite } from './package.js';
import { startSuite } from './program.js';
import { restSuite } from './rest.js';
import { sizesSuite } from './sizes.js';

/** All that is measured, in the order of the tables. */
export const suites: readonly Suite[] = [
  answersSuite(20, 64),
  answersSuite(20, 256),
  answersSuite(24, 64),
  answersSuite(24, 256),
  lambdaWarmSuite,
  validatorsSuite,
  sqliteSuite(64),
  sqliteSuite(256),
  redisSuite(64),
  redisSuite(256),
  lambdaColdSuite,
  restSuite,
  startSuite,
  generateSuite,
  generateOverNodeSuite,
  packageSuite,
  sizesSuite,
];
