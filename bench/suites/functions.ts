import { measureLambdaCold } from '../lambda-cold.js';
import { measureLambdaWarm } from '../lambda-warm.js';
import type { Suite } from '../suite.js';
import { measureValidators } from '../validators.js';

// What measures these takes its turns, its rounds and its medians within one process.
const within = { part: 'receiver', isQuick: true, rounds: 0 } as const;

export const lambdaWarmSuite: Suite = {
  ...within,
  name: 'lambda-warm',
  subjects: [
    {
      name: 'warm',
      title: 'lambda, direct inbox',
      async measure({ events, rounds }) {
        const { plain, base64 } = await measureLambdaWarm({ rounds: rounds * 2, events });
        return { plain: plain.share, base64: base64.share };
      },
    },
  ],
  rows: (['plain', 'base64'] as const).map((form) => ({
    name: `lambda-${form}`,
    what: `Lambda handler, warm, ${form} body (against the floor in the same process)`,
    subject: 'warm',
    figure: form,
    unit: '×',
    limit: { least: 0.9 },
  })),
};

export const lambdaColdSuite: Suite = {
  ...within,
  name: 'lambda-cold',
  subjects: [
    {
      name: 'cold',
      title: 'lambda, imported',
      async measure({ rounds }) {
        const { ingestBytes, queue, direct, least } = await measureLambdaCold({ rounds: rounds * 4 });
        return { kilobytes: ingestBytes / 1000, queue, direct, least };
      },
    },
  ],
  rows: [
    {
      name: 'lambda-cold',
      what: 'Lambda bundle, cold import over an empty handler, direct inbox',
      subject: 'cold',
      figure: 'direct',
      unit: 'ms',
      limit: { most: 3 },
      slowsWith: 'least',
      slack: 3,
    },
    {
      name: 'lambda-cold-queue',
      what: 'the same with the queue as inbox, without the SDK of AWS',
      subject: 'cold',
      figure: 'queue',
      unit: 'ms',
      limit: { most: 3 },
      slowsWith: 'least',
      slack: 3,
    },
    {
      name: 'lambda-cold-least',
      what: 'the same of a function that imports `node:crypto` and no more, without which no signature is checked',
      subject: 'cold',
      figure: 'least',
      unit: 'ms',
      slowsWith: 'least',
      slack: 3,
    },
    {
      name: 'lambda-size',
      what: 'Lambda bundle, minified',
      subject: 'cold',
      figure: 'kilobytes',
      unit: 'KB',
      limit: { most: 60 },
    },
  ],
};

export const validatorsSuite: Suite = {
  ...within,
  name: 'validators',
  subjects: [
    {
      name: 'validators',
      title: 'validators',
      async measure({ rounds }) {
        const { bytes, ratio } = await measureValidators({ rounds: rounds * 2 });
        return { kilobytes: bytes / 1000, ratio };
      },
    },
  ],
  rows: [
    {
      name: 'validators',
      what: 'validators, how many times as fast as JSON.parse of the same body',
      subject: 'validators',
      figure: 'ratio',
      unit: '×',
      limit: { least: 12 },
    },
    {
      name: 'validators-size',
      what: 'validators of all events, minified',
      subject: 'validators',
      figure: 'kilobytes',
      unit: 'KB',
      limit: { most: 40 },
    },
  ],
};
