import type { Scenario } from '../scenario.js';
import { bodies } from './bodies.js';
import { burst } from './burst.js';
import { cluster } from './cluster.js';
import { handlers } from './handlers.js';
import { kills } from './kills.js';
import { load } from './load.js';
import { malformed } from './malformed.js';
import { redisOutage } from './redis-outage.js';
import { repeats } from './repeats.js';
import { sandbox } from './sandbox.js';
import { shutdown } from './shutdown.js';
import { signatures } from './signatures.js';
import { slowloris } from './slowloris.js';
import { storeFaults } from './store-faults.js';

export const scenarios: readonly Scenario[] = [
  kills,
  load,
  burst,
  malformed,
  signatures,
  repeats,
  storeFaults,
  handlers,
  shutdown,
  slowloris,
  bodies,
  cluster,
  redisOutage,
  sandbox,
];
