import { inspect } from 'node:util';
import { exitCodes, UserError } from '../errors.js';
import { findingsOf } from '../spec/finding.js';
import type { Terminal } from './terminal.js';

/** The first of a list says most; `validate` shows all of it. */
const mostFindings = 5;

/** Tells the user what went wrong and returns the exit code it ends in. */
export async function reportFailure(error: unknown, terminal: Terminal, isJson: boolean): Promise<number> {
  return error instanceof UserError ? reportUserError(error, terminal, isJson) : reportBug(error, terminal);
}

async function reportUserError(error: UserError, terminal: Terminal, isJson: boolean): Promise<number> {
  const { code, message, help, details, exitCode } = error;
  const findings = findingsOf(error);
  if (findings !== undefined) {
    // What measures the width of a text takes long to load, and no other failure shows lines of a document.
    const { buildFindingJson, renderFindings } = await import('./findings.js');
    const found = { findings: findings.map(buildFindingJson) };
    if (isJson) terminal.json({ error: { code, message, help, details, ...found } });
    else terminal.styled(renderFindings(findings, mostFindings), 'error');
    return exitCode;
  }
  if (isJson) {
    terminal.json({ error: { code, message, help, details } });
    return exitCode;
  }
  terminal.error(message, 'error:');
  for (const line of details) terminal.error(`  ${line}`);
  terminal.error(help);
  return exitCode;
}

function reportBug(error: unknown, terminal: Terminal): number {
  const help =
    'This is a bug in sinch-webhooks. Please report it with the lines above and the command you ran.';
  const message = error instanceof Error ? error.message : inspect(error);
  terminal.error(error instanceof Error ? (error.stack ?? message) : message, 'bug:');
  terminal.error(help);
  terminal.json({ error: { code: 'BUG', message, help, details: [] } });
  return exitCodes.bug.code;
}
