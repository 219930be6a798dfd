import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { systemCode } from '../spec/system-code.js';

const variable = 'SINCH_WEBHOOK_SECRET';

/** A secret that nobody guesses: 32 bytes at random, in base64 without what a file of variables would have to quote. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secrets in a file of variables, the one to sign with first; none where there is no file. */
export async function readSecrets(file: string): Promise<string[]> {
  const lines = (await readText(file)).split(/\r?\n/);
  const value = lines.map(valueOfLine).findLast((found) => found !== undefined) ?? '';
  return value
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

/**
 * Writes the secrets into the file, and leaves every other line as it is. All or nothing: whoever reads it meanwhile,
 * or after a crash, finds the old text or the new one. Only its owner may read it.
 */
export async function writeSecrets(file: string, secrets: readonly string[]): Promise<void> {
  const text = await readText(file);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${variable}=${secrets.join(',')}`;
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  // The last one counts, in every reader of such files.
  const at = lines.findLastIndex((one) => valueOfLine(one) !== undefined);
  const next = at === -1 ? [...lines, line] : lines.with(at, line);
  await replaceFile(file, next.map((one) => one + end).join(''));
}

function valueOfLine(line: string): string | undefined {
  const [, value] = /^\s*(?:export\s+)?SINCH_WEBHOOK_SECRET\s*=\s*(.*?)\s*$/.exec(line) ?? [];
  return value?.replace(/^(['"])(.*)\1$/, '$2');
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
