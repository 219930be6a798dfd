import { checkUrl, urlProblems } from './check-url.js';
import { longestReference } from './pointer.js';

/** Where a text is: below the folder of the document, with `/` between the steps, or at a URL. */
export type Address =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'url'; readonly url: string };

/** Where the text is that a reference stands in; standard input is nowhere. */
export type Base = Address | { readonly kind: 'nowhere' };

/** Why a reference is not followed, as the end of a sentence that begins with it. */
export interface Refusal {
  readonly kind: 'refused';
  readonly what: string;
  readonly help: string;
  /** The line of the document is not to be shown. */
  readonly isSecret?: true;
}

/** The address that a reference without its fragment leads to. Nothing is opened or asked for. */
export function resolveAddress(reference: string, base: Base): Address | Refusal {
  if (reference.length > longestReference) {
    return refused(`is longer than ${longestReference} characters`, relativeHelp);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(reference)?.[1]?.toLowerCase();
  if (/[\p{Cc}\\]/u.test(reference)) {
    return refused('has a backslash or a control character in it', relativeHelp);
  }
  if (scheme === 'http' || scheme === 'https') return resolveUrl(reference);
  if (scheme !== undefined) return refused(`begins with "${scheme}:", and is not followed`, relativeHelp);
  switch (base.kind) {
    case 'url':
      return resolveUrl(reference, new URL(base.url));
    case 'file':
      return resolveFile(reference, base.path);
    case 'nowhere':
      return refused(
        'leads to another file, and a document from standard input has no folder',
        'Save the document to a file, and pass its path.',
      );
  }
}

function resolveUrl(reference: string, base?: URL): Address | Refusal {
  const url = checkUrl(reference, base);
  if (typeof url !== 'string') {
    url.hash = '';
    return { kind: 'url', url: url.href };
  }
  const help = 'Take the user name and the password out of it: none is sent with a reference.';
  return url === 'password'
    ? { ...refused('has a password in it', help), isSecret: true }
    : refused(urlProblems[url], 'Correct the address, or save what it names beside the document.');
}

function resolveFile(reference: string, from: string): Address | Refusal {
  if (reference.startsWith('/')) return refused('names a place by its absolute path', relativeHelp);
  const steps = from.split('/').slice(0, -1);
  for (const written of reference.split('/')) {
    const step = decoded(written);
    if (step === undefined || /[/\\\p{Cc}]/u.test(step) || (step === '..' && written !== step)) {
      return refused('hides a path behind percent signs', relativeHelp);
    }
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (steps.pop() === undefined) return refused('leads out of the folder of the document', folderHelp);
    } else if (step.startsWith('.')) {
      return refused('leads to a hidden file', 'Give the file a name that does not begin with a dot.');
    } else {
      steps.push(step);
    }
  }
  return { kind: 'file', path: steps.join('/') };
}

function decoded(step: string): string | undefined {
  try {
    return decodeURIComponent(step);
  } catch {
    return undefined;
  }
}

const relativeHelp = 'Write it relative to the file it stands in, such as ./schemas/contact.yaml.';

/** How to bring a file to where a document may refer to it. */
export const folderHelp =
  'Move the file into the folder of the document or below, or bundle the document into one file, for example with "npx @asyncapi/cli bundle".';

function refused(what: string, help: string): Refusal {
  return { kind: 'refused', what, help };
}
