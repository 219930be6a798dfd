import type { RecordedPlace } from '../project/without-content.js';
import { parseSpecSource } from '../spec/load.js';
import type { AppliedSetting } from './apply-settings.js';

/**
 * The document of a command that a file of settings names which is no program: whoever wrote that has run no code here,
 * and what they name may be none of theirs. It is read, and like one on record its lines are not shown.
 */
export function findDataDocument(applied: readonly AppliedSetting[]): RecordedPlace | undefined {
  const spec = applied.find(({ key }) => key === 'spec');
  if (spec?.dataIn === undefined) return undefined;
  const hosts = applied.find(({ key, dataIn }) => key === 'allowPrivate' && dataIn !== undefined);
  return {
    source: parseSpecSource(String(spec.value)),
    directory: spec.dataIn,
    hosts: hosts === undefined ? {} : { allowPrivate: hosts.value as readonly string[] },
  };
}
