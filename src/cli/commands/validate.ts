import { exitCodes } from '../../errors.js';
import { readPackageVersion } from '../../package-root.js';
import { isElsewhere, type RecordedPlace } from '../../project/without-content.js';
import { type Finding, findingsOf } from '../../spec/finding.js';
import { parseSpecSource, withoutPassword } from '../../spec/load.js';
import { printable, visibleJson } from '../../spec/printable.js';
import { type Validation, validateDocument } from '../../validate-document.js';
import type { Context } from '../context.js';
import { count } from '../count.js';
import { type DocumentFlags, readLoadOptions } from '../document-flags.js';
import { buildFindingJson, renderFindings } from '../findings.js';
import { usageError } from '../parse-flags.js';
import { buildSarif } from '../sarif.js';

export interface ValidateFlags extends DocumentFlags {
  readonly all?: true;
  readonly json?: true;
  readonly sarif?: true;
  /** What is validated, where a file of settings names it that is no program. */
  readonly dataDocument?: RecordedPlace;
}

export async function runValidate(
  argument: string,
  flags: ValidateFlags,
  { io, terminal }: Context,
): Promise<number> {
  if (flags.json && flags.sarif)
    throw usageError('--json and --sarif exclude each other', 'Pass one of them.');
  const { dataDocument } = flags;
  if (dataDocument !== undefined && isElsewhere(dataDocument)) {
    throw usageError(
      `The settings name ${printable(withoutPassword(argument))}, which is not theirs, and validate would show lines of it`,
      'Name it yourself: npx sinch-webhooks validate <document>.',
    );
  }
  terminal.progress('Reading the document');
  const source = parseSpecSource(argument);
  const result = await validateDocument(source, { stdin: io.stdin, ...readLoadOptions(flags, io) }).catch(
    (error: unknown) => {
      // What uploads the log expects one, also where there was no document to judge.
      const missing = flags.sarif ? findingsOf(error) : undefined;
      if (missing !== undefined) printSarif(missing);
      throw error;
    },
  );
  const exitCode = (result.isValid ? exitCodes.done : exitCodes.no).code;
  const findings = result.findings.filter(({ severity }) => flags.all || severity !== 'info');

  if (flags.sarif) {
    printSarif(findings);
    return exitCode;
  }
  const { isValid, asyncapi = null, events } = result;
  terminal.json({ valid: isValid, asyncapi, findings: findings.map(buildFindingJson), events });
  terminal.styled(renderFindings(findings), 'print');
  if (findings.length > 0) terminal.print();
  for (const line of describe(result, findings)) terminal.print(line);
  return exitCode;

  function printSarif(found: readonly Finding[]): void {
    const sarif = buildSarif({ findings: found, source, version: readPackageVersion() });
    terminal.document(`${visibleJson(JSON.stringify(sarif, null, 2))}\n`);
  }
}

function describe(result: Validation, shown: readonly Finding[]): string[] {
  const { isValid, asyncapi, events, findings } = result;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (!isValid) {
    const isEarly = findings.some(({ code }) => code === 'SPEC_REFERENCE');
    const more = isEarly ? '; other rules are looked at once every reference leads somewhere' : '';
    return [`Not valid: ${count(errors, 'error')}${more}`];
  }
  const warnings = shown.filter(({ severity }) => severity === 'warning').length;
  const hidden = findings.length - shown.length;
  return [
    `Valid AsyncAPI ${asyncapi}${warnings > 0 ? `, ${count(warnings, 'warning')}` : ''}`,
    `A receiver has ${count(events.length, 'event')}: ${events.map(({ trigger }) => trigger).join(', ')}`,
    ...(hidden > 0 ? [`${count(hidden, 'informational finding')} not shown; --all shows them`] : []),
  ];
}
