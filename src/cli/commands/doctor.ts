import { diagnose } from '../../doctor.js';
import type { Diagnosis } from '../../doctor/diagnosis.js';
import { exitCodes } from '../../errors.js';
import type { Style } from '../colour.js';
import type { Context } from '../context.js';
import { count } from '../count.js';

export interface DoctorFlags {
  readonly to?: string;
}

export async function runDoctor(directory: string, { to }: DoctorFlags, context: Context): Promise<number> {
  const { io, terminal } = context;
  const found = await diagnose({
    directory,
    env: io.env,
    signal: io.signal,
    onStep: (step) => terminal.progress(step),
    ...(to !== undefined && { to }),
  });
  const failures = found.filter(({ status }) => status === 'failure').length;
  const warnings = found.filter(({ status }) => status === 'warning').length;
  terminal.json({ failures, warnings, findings: found });
  for (const one of found) {
    terminal.print(`${marks[one.status]} ${one.message}`, styles[one.status]);
    if (one.fix !== undefined) terminal.print(`       ${one.fix}`);
  }
  terminal.print();
  terminal.print(
    failures + warnings === 0
      ? 'All is as it should be.'
      : `${count(failures, 'failure')}, ${count(warnings, 'warning')}`,
  );
  return (failures === 0 ? exitCodes.done : exitCodes.no).code;
}

const marks: Readonly<Record<Diagnosis['status'], string>> = {
  ok: '  ok  ',
  warning: 'warn  ',
  failure: 'FAIL  ',
  skipped: '  --  ',
};

const styles: Readonly<Record<Diagnosis['status'], Style | undefined>> = {
  ok: undefined,
  warning: 'yellow',
  failure: 'red',
  skipped: 'dim',
};
