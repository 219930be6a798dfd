import type { FileSystem } from '../../../src/project/file-system.js';
import { callOperation, mapOperations, type OperationName } from './quick-file-system.js';

export const faultCodes = ['ENOSPC', 'EACCES', 'EXDEV', 'EIO'] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  /** Which operation of the run, from 0. */
  readonly index: number;
  readonly code: FaultCode;
  /** `torn` leaves half of what was to be written, as a full disk does; `from` fails all later operations too. */
  readonly variant: 'once' | 'torn' | 'from';
}

/** Notes the name of each operation of a run, in order. */
export function recordOperations(names: OperationName[]): FileSystem {
  return mapOperations((name) => (...parameters) => {
    names.push(name);
    return callOperation(name, parameters);
  });
}

/** Fails one operation, or all from that one on, or several of them. */
export function faultyFileSystem(...faults: readonly Fault[]): FileSystem {
  let count = -1;
  return mapOperations((name) => async (...parameters) => {
    count += 1;
    const fault = faults.find(({ index, variant }) =>
      variant === 'from' ? count >= index : count === index,
    );
    if (fault === undefined) return callOperation(name, parameters);
    if (fault.variant === 'torn') await tear(name, parameters);
    throw failureOf(name, fault.code, parameters);
  });
}

async function tear(name: OperationName, parameters: readonly unknown[]): Promise<void> {
  const [first, second, third] = parameters;
  if (name === 'writeFile') {
    const content = Buffer.from(second as string);
    await callOperation('writeFile', [first, content.subarray(0, content.length / 2), third]);
  }
  if (name === 'copyFile') {
    const content = (await callOperation('readFile', [first])) as Buffer;
    await callOperation('writeFile', [second, content.subarray(0, content.length / 2)]);
  }
}

function failureOf(name: OperationName, code: FaultCode, [path]: readonly unknown[]): Error {
  return Object.assign(new Error(`${code}: made to fail, ${name} '${String(path)}'`), {
    code,
    syscall: name,
    errno: -1,
    path,
  });
}
