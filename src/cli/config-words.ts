import { shellWord } from './shell-word.js';

/** The flag that another command needs to read the same settings, to be shown. */
export function configWords({ config }: { readonly config?: string | false }): string {
  if (config === false) return ' --no-config';
  return config === undefined ? '' : ` --config ${shellWord(config)}`;
}
