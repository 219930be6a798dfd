import { type DocumentErrorCode, isDocumentErrorCode, UserError } from '../errors.js';
import type { SpecPart, SpecText } from './document.js';
import { isRecord } from './json.js';
import { limits, nothingCounted } from './limits.js';
import { choosePartKey } from './part-key.js';
import { parsePointer } from './pointer.js';
import { printable } from './printable.js';
import { createSearch, type Reference } from './references.js';
import { type Address, type Base, resolveAddress } from './resolve-address.js';
import type { TextTree } from './spec-tree.js';
import { specError } from './spec-error.js';
import { readTree } from './syntax.js';
import { readVersion } from './version.js';

/** Reads what is at an address, and says where that was in the end. */
export type OpenPart = (
  address: Address,
  maxBytes: number,
) => Promise<{ readonly spec: SpecText; readonly base: Base }>;

interface Text {
  readonly key: string | undefined;
  readonly tree: TextTree;
  readonly base: Base;
  readonly links: Map<string, string>;
}

interface Place {
  readonly text: Text;
  readonly link: Reference;
}

/**
 * The document with every file that it refers to, and they in turn. What nothing refers to is not read, and for what is
 * no AsyncAPI document nothing is.
 */
export async function gatherParts(
  spec: SpecText,
  from: { readonly base: Base; readonly open: OpenPart; readonly maxBytes: number },
): Promise<SpecText> {
  const { open, maxBytes } = from;
  const counted = nothingCounted();
  const { search } = createSearch();
  const main: Text = { key: undefined, tree: readTree(spec, counted), base: from.base, links: new Map() };
  readVersion(main.tree);

  const texts = new Map([[idOf(main.base), main]]);
  const taken: Record<string, true> = {};
  let bytesLeft = maxBytes - Buffer.byteLength(spec.text);
  const places = find(main, { path: [], role: 'object' });
  // The list grows meanwhile.
  for (const place of places) {
    const { text, link } = place;
    // It would stand for the document itself.
    if (text === main && link.path.length === 0) continue;
    const { reference, fragment } = splitReference(link.target);
    const target = reference === '' ? text : await textAt(reference, place);
    const path = fragment === '' ? [] : parsePointer(`#${fragment}`);
    if (reference !== '' || text !== main) text.links.set(link.target, pointerTo(target, fragment));
    if (path !== undefined) for (const found of find(target, { path, role: link.role })) places.push(found);
  }
  const parts = [...texts.values()].flatMap(({ key, tree, links }): SpecPart[] =>
    key === undefined ? [] : [{ key, spec: { ...tree.spec, links } }],
  );
  return parts.length === 0 && main.links.size === 0 ? spec : { ...spec, links: main.links, parts };

  function find(text: Text, at: { path: readonly string[]; role: Reference['role'] }): Place[] {
    return search(text.tree.root, at).map((link) => ({ text, link }));
  }

  async function textAt(reference: string, place: Place): Promise<Text> {
    const address = resolveAddress(reference, place.text.base);
    if (address.kind === 'refused') throw refusal(place, address);
    const known = texts.get(idOf(address));
    if (known !== undefined) return known;
    if (texts.size > limits.parts) throw tooMany(place);

    const opened = await open(address, bytesLeft).catch((error: unknown) => {
      throw unread(place, error, maxBytes);
    });
    bytesLeft -= Buffer.byteLength(opened.spec.text);
    const key = choosePartKey(address, { ...taken, ...(isRecord(main.tree.root) && main.tree.root) });
    taken[key] = true;
    const text = { key, tree: readTree(opened.spec, counted), base: opened.base, links: new Map() };
    texts.set(idOf(address), text);
    return text;
  }
}

function splitReference(text: string): { reference: string; fragment: string } {
  const end = text.indexOf('#');
  return end === -1
    ? { reference: text, fragment: '' }
    : { reference: text.slice(0, end), fragment: text.slice(end + 1) };
}

function idOf(base: Base): string {
  return base.kind === 'file' ? `file ${base.path}` : base.kind === 'url' ? `url ${base.url}` : '';
}

function pointerTo({ key }: Text, fragment: string): string {
  // A fragment that is no path names nothing, and stays what it is.
  if (key === undefined || (fragment !== '' && !fragment.startsWith('/'))) return `#${fragment}`;
  return `#/${key}${fragment}`;
}

function refusal(
  place: Place,
  { what, help, isSecret }: { what: string; help: string; isSecret?: true },
): UserError {
  const target = isSecret === true ? '' : ` "${printable(place.link.target)}"`;
  return errorAt(place, { message: `The reference${target} ${what}.`, help, isSecret: isSecret === true });
}

function tooMany(place: Place): UserError {
  return errorAt(place, {
    code: 'SPEC_TOO_LARGE',
    message: `The document refers to more than ${limits.parts} files.`,
    help: 'Put more of its schemas into one file, or pass a document with only the channels your receiver needs.',
  });
}

function unread(place: Place, error: unknown, maxBytes: number): unknown {
  if (!(error instanceof UserError) || !isDocumentErrorCode(error.code)) return error;
  const { message, help, cause } = error;
  const code: DocumentErrorCode = error.code;
  if (code === 'SPEC_TOO_LARGE') {
    return errorAt(place, {
      code,
      message: `With what this reference leads to, the document is larger than ${maxBytes / 1024 / 1024} MiB.`,
      help,
    });
  }
  const target = printable(place.link.target);
  return errorAt(place, {
    code: code === 'SPEC_NOT_FOUND' ? 'SPEC_REFERENCE' : code,
    message: `The reference "${target}" cannot be followed: ${message}.`,
    help,
    cause,
  });
}

function errorAt(
  { text, link }: Place,
  init: {
    code?: DocumentErrorCode;
    message: string;
    help: string;
    cause?: unknown;
    isSecret?: boolean;
  },
): UserError {
  const { code = 'SPEC_REFERENCE', message, help, cause, isSecret } = init;
  const error = specError({ place: text.tree.placeOf([...link.path, '$ref']), code, message, help, cause });
  return isSecret === true ? new UserError({ code, message: error.message, help }) : error;
}
