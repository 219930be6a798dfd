import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Preparing } from './subject.js';

/** What others made, to compare with, and other versions of Node. None is a dependency: the largest has 1,412 packages. */
export const peers = {
  sdk: { package: '@sinch/sdk-core', version: '1.4.0' },
  // Its last version for Node 20 is 3.6, of early 2025.
  asyncapi: { package: '@asyncapi/cli', version: '6.2.0' },
  node20: { package: `node-${process.platform}-${process.arch}`, version: '20.20.2' },
  node24: { package: `node-${process.platform}-${process.arch}`, version: '24.21.0' },
} as const;

export type Peer = keyof typeof peers;

/** Where a peer is, once it is installed. */
export function peerFolder(peer: Peer): string {
  return `${rootOf(peer)}/node_modules/${peers[peer].package}`;
}

/** Installs a peer below `.tmp/peers`, unless it is there. Resolves with why it is not, if it is not. */
export async function preparePeer(peer: Peer, { mayInstall }: Preparing): Promise<string | undefined> {
  const name = `${peers[peer].package}@${peers[peer].version}`;
  if (await isThere(peer)) return undefined;
  if (!mayInstall) return `${name} is not installed, and a quick run installs nothing`;
  const root = rootOf(peer);
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  await writeFile(`${root}/package.json`, '{ "private": true }\n');
  try {
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', name], { cwd: root });
  } catch {
    return `${name} could not be installed`;
  }
  return undefined;
}

/** The path of a version of Node: this one, where it is of that version. */
export function nodePath(major: NodeMajor): string {
  return isThisNode(major) ? process.execPath : `${peerFolder(`node${major}`)}/bin/node`;
}

export type NodeMajor = 20 | 24;

export async function prepareNode(major: NodeMajor, preparing: Preparing): Promise<string | undefined> {
  return isThisNode(major) ? undefined : preparePeer(`node${major}`, preparing);
}

const run = promisify(execFile);

function isThisNode(major: NodeMajor): boolean {
  return process.versions.node.startsWith(`${major}.`);
}

function rootOf(peer: Peer): string {
  return fileURLToPath(new URL(`../.tmp/peers/${peer}`, import.meta.url));
}

async function isThere(peer: Peer): Promise<boolean> {
  try {
    const text = await readFile(`${peerFolder(peer)}/package.json`, 'utf8');
    return (JSON.parse(text) as { version: string }).version === peers[peer].version;
  } catch {
    return false;
  }
}
