import type { UserError } from '../errors.js';
import { fixes } from './fixes.js';
import { isRecord, valueOf } from './json.js';
import { printable } from './printable.js';
import { specError } from './spec-error.js';
import type { SpecTree } from './spec-tree.js';

export const asyncapiVersions = [
  '2.0.0',
  '2.1.0',
  '2.2.0',
  '2.3.0',
  '2.4.0',
  '2.5.0',
  '2.6.0',
  '3.0.0',
  '3.1.0',
] as const;

export type AsyncapiVersion = (typeof asyncapiVersions)[number];

/** The version of AsyncAPI a document is written in, or an error that says what it is instead. */
export function readVersion(tree: SpecTree): AsyncapiVersion {
  const { root } = tree;
  if (!isRecord(root) || !Object.hasOwn(root, 'asyncapi')) throw notAsyncapi(tree);

  const version = root['asyncapi'];
  const known = asyncapiVersions.find((candidate) => candidate === version);
  if (known === undefined) throw unsupportedVersion(tree, version);
  return known;
}

function notAsyncapi(tree: SpecTree): UserError {
  const other = ['openapi', 'swagger'].find((key) => valueOf(tree.root, key) !== undefined);
  if (other !== undefined) {
    const given = valueOf(tree.root, other);
    const version = isRecord(given) || Array.isArray(given) ? '' : `${printable(String(given))} `;
    return specError({
      place: tree.placeOf([other]),
      code: 'SPEC_NOT_ASYNCAPI',
      message: `This is an OpenAPI ${version}document: it describes requests to an API, not the messages it sends.`,
      help: 'Pass an AsyncAPI document, or name none to use the bundled one.',
    });
  }
  return specError({
    place: tree.placeOf([]),
    code: 'SPEC_NOT_ASYNCAPI',
    message: isRecord(tree.root)
      ? 'The key "asyncapi" is missing, so this is not an AsyncAPI document.'
      : `An AsyncAPI document is a map of keys and values; this is ${kindOf(tree.root)}.`,
    help: fixes.begin,
  });
}

function kindOf(root: unknown): string {
  if (Array.isArray(root)) return 'a list';
  return typeof root === 'string' ? 'text' : `the value ${printable(String(root))}`;
}

function unsupportedVersion(tree: SpecTree, version: unknown): UserError {
  const supported = asyncapiVersions.join(', ');
  const place = tree.placeOf(['asyncapi']);
  if (typeof version === 'number') {
    return specError({
      place,
      code: 'SPEC_UNSUPPORTED_VERSION',
      message: 'The version of AsyncAPI is written as a number, but it is text of three parts.',
      help: `Write it in full, such as asyncapi: ${version < 3 ? '2.6.0' : '3.0.0'}. Supported are ${supported}.`,
    });
  }
  const whole = asyncapiVersions.find(
    (candidate) => typeof version === 'string' && candidate === `${version}.0`,
  );
  return specError({
    place,
    code: 'SPEC_UNSUPPORTED_VERSION',
    message:
      typeof version === 'string'
        ? `AsyncAPI ${printable(version)} is not supported.`
        : 'The version of AsyncAPI is not text.',
    help:
      whole === undefined
        ? `Convert the document to a supported version, as "npx @asyncapi/cli convert" does: ${supported}.`
        : `Write it in full: asyncapi: ${whole}.`,
  });
}
