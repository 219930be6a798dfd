import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs the tests that a recipe has brought, and resolves with what they print, whether they pass or not. */
export async function runOwnTests(folder: string): Promise<string> {
  const names = await readdir(join(folder, 'test/app'));
  const files = names.filter((name) => name.endsWith('.test.ts')).map((name) => `test/app/${name}`);
  const args = ['--import', 'tsx', '--test', '--test-reporter', 'tap', ...files];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}
