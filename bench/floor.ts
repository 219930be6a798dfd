import { serveLeast } from './least-receiver.js';

/* What stands beside every receiver: it keeps nothing. */

serveLeast((_body, done) => done());
