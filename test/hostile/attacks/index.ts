import type { AttackClass } from './attack.js';
import { attacksOnCode } from './code.js';
import { attacksElsewhere } from './elsewhere.js';
import { attacksOnNames } from './names.js';

/** Every hostile document, by what it is after. */
export const attackClasses: readonly AttackClass[] = [
  ...attacksOnCode,
  ...attacksOnNames,
  ...attacksElsewhere,
];
