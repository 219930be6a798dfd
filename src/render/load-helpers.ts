import { pathToFileURL } from 'node:url';
import type { UserError } from '../errors.js';
import type { Helper } from './compile-template.js';
import { templatesError } from './templates-error.js';

/**
 * Runs the files of helpers, which is to run code of whoever wrote them: only ever for a folder that the user has named
 * in this very run. What has changed since an earlier run of the same process is run anew.
 */
export async function loadHelpers(
  folder: string,
  files: readonly { readonly name: string; readonly file: string; readonly hash: string }[],
): Promise<ReadonlyMap<string, Helper>> {
  const helpers = new Map<string, Helper>();
  for (const { name, file, hash } of files) {
    const helper = await importDefault(`${pathToFileURL(file).href}?${hash.slice(0, 12)}`).catch(
      (cause: unknown) => {
        const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
        throw unusable(`The helper ${name} of ${folder}/helpers cannot be loaded: ${reason}`, cause);
      },
    );
    if (!isHelper(helper))
      throw unusable(`The helper ${name} of ${folder}/helpers exports no function by default`);
    helpers.set(name, helper);
  }
  return helpers;
}

async function importDefault(url: string): Promise<unknown> {
  const module = (await import(url)) as { readonly default?: unknown };
  return module.default;
}

function isHelper(value: unknown): value is Helper {
  return typeof value === 'function';
}

function unusable(message: string, cause?: unknown): UserError {
  return templatesError(
    message,
    'A helper is a module such as: export default (text) => text.toUpperCase();',
    cause,
  );
}
