import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRecord, valueOf } from '../spec/json.js';
import { type Diagnosis, ok, skipped, warning } from './diagnosis.js';

const run = promisify(execFile);

/** Whether the packages that are installed are those that package.json asks for, as npm sees it. */
export async function checkPackages(directory: string, signal: AbortSignal): Promise<Diagnosis> {
  if (!existsSync(join(directory, 'node_modules'))) {
    return warning('packages', 'No packages are installed', 'Run npm install in the receiver.');
  }
  const isWindows = process.platform === 'win32';
  const options = { cwd: directory, signal, shell: isWindows, maxBuffer: 16_000_000 };
  const output = await run('npm', ['ls', '--depth=0', '--json'], options).then(
    ({ stdout }) => stdout,
    // With problems it ends in a failure, and prints them all the same.
    (error: unknown) => String(valueOf(error, 'stdout') ?? ''),
  );
  const listed = parse(output);
  if (!isRecord(listed)) return skipped('packages', 'npm does not say which packages are installed');
  const problems = listed['problems'];
  const wrong = (Array.isArray(problems) ? problems : [])
    .map(String)
    .filter((one) => !one.startsWith('extraneous:'));
  if (wrong.length === 0) return ok('packages', 'The packages are those that package.json asks for');
  const [first = ''] = wrong;
  const more = wrong.length === 1 ? '' : `, and ${wrong.length - 1} more`;
  return warning(
    'packages',
    `${first.split(', required by')[0] ?? first}${more}`,
    'Run npm install in the receiver.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
