import { beginEffort, isEffortSpent, takeStep } from './effort.js';
import { isRecord, report, type Problem, type Validator } from './problems.js';

/**
 * Reports where a value differs from what is expected of it. An absent value (`undefined`) never does: only
 * `required` asks for one. The value stands at `path` + `key`, put together only when there is a problem.
 */
export type Check = (value: unknown, path: string, key: string, problems: Problem[]) => void;

/** What is wrong with a body, found by a check of it. */
export function validatorOf(check: Check): Validator {
  return (body) => {
    const problems: Problem[] = [];
    beginEffort();
    try {
      check(body, '', '', problems);
    } catch (error) {
      // Checks call each other as deep as a body goes, which the stack does not.
      if (!(error instanceof RangeError)) throw error;
      report(problems, '', 'a body that is nested less deeply', body);
    }
    if (isEffortSpent()) report(problems, '', 'a body that can be checked in reasonable time', body);
    return problems;
  };
}

export const checkAnything: Check = () => {};

export const checkNothing: Check = (value, path, key, problems) => {
  if (value !== undefined) report(problems, path + key, 'nothing', value);
};

export const checkString: Check = (value, path, key, problems) => {
  if (typeof value !== 'string' && value !== undefined) report(problems, path + key, 'string', value);
};

export const checkNumber: Check = (value, path, key, problems) => {
  if (!Number.isFinite(value) && value !== undefined) report(problems, path + key, 'number', value);
};

export const checkInteger: Check = (value, path, key, problems) => {
  if (!Number.isInteger(value) && value !== undefined) report(problems, path + key, 'integer', value);
};

export const checkBoolean: Check = (value, path, key, problems) => {
  if (typeof value !== 'boolean' && value !== undefined) report(problems, path + key, 'boolean', value);
};

export const checkNull: Check = (value, path, key, problems) => {
  if (value !== null && value !== undefined) report(problems, path + key, 'null', value);
};

export const checkObject: Check = (value, path, key, problems) => {
  if (!isRecord(value) && value !== undefined) report(problems, path + key, 'object', value);
};

/** The properties of an object, checked where they stand: each has its own place in the code, which engines like best. */
export type CheckProperties = (value: Record<string, unknown>, path: string, problems: Problem[]) => void;

export function objectOf(checkProperties: CheckProperties): Check {
  return (value, path, key, problems) => {
    if (isRecord(value)) checkProperties(value, path + key, problems);
    else if (value !== undefined) report(problems, path + key, 'object', value);
  };
}

/** The same for a value that may be anything but, where it is an object, has such properties. */
export function propertiesOf(checkProperties: CheckProperties): Check {
  return (value, path, key, problems) => {
    if (isRecord(value)) checkProperties(value, path + key, problems);
  };
}

/** A value that must not be absent; `expected` says what is missing. */
export function required(expected: string, check: Check): Check {
  return (value, path, key, problems) => {
    if (value === undefined) report(problems, path + key, expected, value);
    else check(value, path, key, problems);
  };
}

/** One of a few values that can never be others. */
export function literal(...values: readonly (string | number | boolean | null)[]): Check {
  const expected = values.map((value) => JSON.stringify(value)).join(' or ');
  return (value, path, key, problems) => {
    if (value !== undefined && !values.some((known) => known === value))
      report(problems, path + key, expected, value);
  };
}

export function arrayOf(check: Check): Check {
  return (value, path, key, problems) => {
    if (value === undefined) return;
    if (!Array.isArray(value)) return report(problems, path + key, 'array', value);
    for (let index = 0; index < value.length; index += 1)
      check(value[index], path, `${key}[${index}]`, problems);
  };
}

export function mapOf(check: Check): Check {
  return (value, path, key, problems) => {
    if (value === undefined) return;
    if (!isRecord(value)) return report(problems, path + key, 'object', value);
    for (const name of Object.keys(value))
      check(value[name], path, `${key}[${JSON.stringify(name)}]`, problems);
  };
}

export function nullable(check: Check): Check {
  return (value, path, key, problems) => {
    if (value !== null) check(value, path, key, problems);
  };
}

/** A value that satisfies each of several checks. */
export function allOf(...checks: readonly Check[]): Check {
  return (value, path, key, problems) => {
    for (const check of checks) check(value, path, key, problems);
  };
}

/** A value that satisfies any one of several checks; `expected` names them to the reader. */
export function anyOf(expected: string, ...checks: readonly Check[]): Check {
  return (value, path, key, problems) => {
    const isSatisfied = checks.some((check) => {
      if (!takeStep()) return true;
      const found: Problem[] = [];
      check(value, path, key, found);
      return found.length === 0;
    });
    if (!isSatisfied) report(problems, path + key, expected, value);
  };
}
