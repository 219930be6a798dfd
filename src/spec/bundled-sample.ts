import { readFileSync } from 'node:fs';
import { packageRoot } from '../package-root.js';
import { systemCode } from './system-code.js';

const samplesFolder = new URL('spec/samples/', packageRoot);

/** The body this package has for an event, by the name of the event's file; `undefined` where it has none. */
export function readBundledSample(fileName: string): string | undefined {
  try {
    return readFileSync(new URL(`${fileName}.json`, samplesFolder), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
