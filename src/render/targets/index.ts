import { express } from './express.js';
import { fastify } from './fastify.js';
import { lambda } from './lambda.js';
import type { Target, TargetName } from './target.js';

export type { Target, TargetName } from './target.js';

/** Every target, by the name it has on the command line. */
export const targets: Readonly<Record<TargetName, Target>> = { express, fastify, lambda };

// The record has each of the names as a key, and no other.
export const targetNames = Object.keys(targets) as TargetName[];
