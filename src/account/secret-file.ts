import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { UserError } from '../errors.js';
import { printable } from '../spec/printable.js';
import { systemCode } from '../spec/system-code.js';
import { secretsOf } from './secrets-of.js';

const variable = 'SINCH_WEBHOOK_SECRET';

/** A secret that nobody guesses: 32 bytes at random, in base64 without what a file of variables would have to quote. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secrets in a file of variables, the one to sign with first; none where there is no file. */
export async function readSecrets(file: string): Promise<string[]> {
  return secretsIn(await readText(file));
}

// As the receiver reads the file: with comments behind values, quotes of three kinds, and values of several lines.
function secretsIn(text: string): string[] {
  return secretsOf(parseEnv(text.replace(/^\uFEFF/, '')));
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
  const at = lines.findLastIndex((one) => /^\s*(?:export\s+)?SINCH_WEBHOOK_SECRET\s*=/.test(one));
  const next = (at === -1 ? [...lines, line] : lines.with(at, line)).map((one) => one + end).join('');
  if (secretsIn(next).join() !== secrets.join()) {
    throw new UserError({
      code: 'FOLDER_UNUSABLE',
      message: `${printable(file)} has ${variable} where it cannot be replaced, such as in a value of several lines`,
      help: `Write ${variable}=<secret> on a line of its own, then run the same command again.`,
    });
  }
  await replaceFile(await targetOf(file), next);
}

/** The file itself where its name is a link, which stays one. */
async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return file;
    throw error;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw unusable(file, error);
  }
}

function unusable(file: string, cause: unknown): Error {
  const code = systemCode(cause);
  if (code === undefined) return cause instanceof Error ? cause : new Error(String(cause));
  return new UserError({
    code: 'FOLDER_UNUSABLE',
    message: `${printable(file)} cannot be read or written: ${code}`,
    help: 'Name a file of yours with --secret-file.',
    cause,
  });
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
    await rm(beside, { force: true }).catch(() => {});
    throw unusable(file, error);
  }
}
