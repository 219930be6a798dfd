import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { renderMarkdown } from '../../src/cli/changes.js';
import { generate } from '../../src/generate.js';
import { diffModels } from '../../src/model/diff.js';
import type { ReceiverModel } from '../../src/model/receiver-model.js';
import { targetNames } from '../../src/render/targets/index.js';
import { makeMemoryFolder } from '../project/faults/memory-folder.js';
import { treeOf } from '../support/tree.js';
import { withRaw, type Attack } from './attacks/attack.js';
import { attackClasses } from './attacks/index.js';
import { benignParts, documentWith, type Part } from './benign-document.js';
import { generateAll, specOf, type Outcome, type Receiver } from './generate-all.js';
import { differentShapes } from './receiver-shape.js';
import { shareRules } from './share-rules.js';
import type { Watched } from './watch-receivers.js';

vi.mock(import('../../src/render/format.js'), async (load) => {
  const { rememberByText } = await import('./remember.js');
  return { formatTypeScript: rememberByText((await load()).formatTypeScript) };
});
vi.mock(import('../../src/model/read-model.js'), async (load) => {
  const { rememberByText } = await import('./remember.js');
  const { readModel } = await load();
  const remembered = rememberByText((text) => readModel(specOf(text)));
  return {
    readModel: ({ text }) => remembered(text),
    makeOfModel: async ({ text }, make) => make(await remembered(text)),
  };
});
vi.mock(import('../../src/model/bundled.js'), async (load) => {
  const { rememberResult } = await import('../project/faults/remember-rendering.js');
  return { buildBundledModel: rememberResult((await load()).buildBundledModel) };
});

const isWhole = process.env['HOSTILE'] === 'all';
const arena = makeMemoryFolder();
const connect = vi.spyOn(Socket.prototype, 'connect');
/** The receivers whose code is to be loaded, one for each document: what is generated is the same for every target. */
const receivers: string[] = [];

beforeAll(shareRules);
afterAll(() => rm(arena, { recursive: true }));

describe.each(attackClasses)('a document that $aim', ({ name: className, attacks }) => {
  const tried = attacks.filter((_attack, index) => isWhole || index % 6 === 0);

  it.each(tried.map((attack, index) => ({ attack, index, name: `${attack.part}: ${nameOf(attack)}` })))(
    '$name',
    async ({ attack, index }) => {
      const document = textOf(attack.part, attack.text);
      const folder = join(arena, `${className.replaceAll(' ', '-')}-${index}`);
      await mkdir(folder);
      if (attack.refused !== undefined) {
        expect(await generateAll(document)).toMatchObject({
          kind: 'refused',
          error: { code: attack.refused },
        });
        return;
      }

      const hostile = receiverOf(await generateAll(document));
      const benign = receiverOf(await generateAll(textOf(attack.part, twinOf(attack))));
      for (const target of targetNames) {
        const files = hostile.files.get(target) ?? [];

        expect(differentShapes(files, benign.files.get(target) ?? []), target).toEqual([]);
        expect(files.map(({ path }) => path).filter((path) => !isClosed(path))).toEqual([]);
        expect(new Set(files.map(({ path }) => path.toLowerCase()))).toHaveProperty('size', files.length);
      }
      const written = isWhole ? targetNames : targetNames.filter((_, place) => place === index % 3);
      for (const target of written) {
        await generate({ directory: join(folder, target), target, spec: specOf(document) });
        const paths = Object.keys(await treeOf(join(folder, target)));

        expect(paths.filter((path) => !path.startsWith('.sinch-webhooks/'))).toEqual(
          (hostile.files.get(target) ?? []).map(({ path }) => path),
        );
      }
      expect(marksIn(pullRequest(benign.model, hostile.model))).toEqual([]);
      expect(marksIn(pullRequest(hostile.model, benign.model))).toEqual([]);
      expect(await readdir(folder)).toEqual([...written].toSorted());
      receivers.push(join(folder, written[0] ?? ''));
    },
  );
});

describe('after all of them', () => {
  it('no code of theirs has run, and nothing was asked of the network', () => {
    expect(globalThis).not.toHaveProperty('hacked');
    expect(connect).not.toHaveBeenCalled();
  });

  it('what was generated touches nothing when it is loaded and used', async () => {
    const { loaded, validated, touched } = await watch(receivers);

    expect(touched).toEqual([]);
    expect(loaded).toBe(receivers.length * 4);
    expect(validated).toBeGreaterThan(receivers.length * 20);
  });

  it('one that did would be seen', async () => {
    const folder = join(arena, 'one-that-would');
    await generate({ directory: folder, target: 'lambda', spec: specOf(documentWith()) });
    await writeFile(
      join(folder, 'src/generated/routes.ts'),
      [
        `import { writeFileSync } from 'node:fs';`,
        `import { connect } from 'node:net';`,
        `writeFileSync(${JSON.stringify(join(arena, 'outside'))}, '');`,
        `connect(1).on('error', () => {});`,
        `Object.assign(globalThis, { hacked: 1 });`,
        `Object.assign(Object.prototype, { hacked: 1 });`,
        `export const routes = [];`,
      ].join('\n'),
    );

    const { touched } = await watch([folder]);

    expect(touched.join('\n')).toMatch(/fs\.writeFileSync/);
    expect(touched.join('\n')).toMatch(/net\.connect/);
    expect(touched.join('\n')).toMatch(/the global hacked is new/);
    expect(touched.join('\n')).toMatch(/a prototype has changed/);
  });
});

function receiverOf(outcome: Outcome): Receiver {
  if (outcome.kind === 'refused') throw outcome.error;
  return outcome;
}

/** What the workflow of a receiver writes into a pull request when its document has changed. */
function pullRequest(before: ReceiverModel, after: ReceiverModel): readonly string[] {
  return renderMarkdown(diffModels({ before, after }).map((change) => ({ ...change, handlers: [] })));
}

/** The lines in which something outside of code means more than itself. */
function marksIn(lines: readonly string[]): string[] {
  return lines.filter((line) => {
    const text = line
      .replace(/^(- |## )/, '')
      .replace(/`[^`]*`/g, '')
      .replace(/\\./g, '');
    return /[`*_{}[\]<>#!|@~\n\r]|https?:/.test(text);
  });
}

async function watch(folders: readonly string[]): Promise<Watched> {
  const list = join(arena, 'receivers.json');
  await writeFile(list, JSON.stringify(folders));
  const script = fileURLToPath(new URL('watch-receivers.ts', import.meta.url));
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, list], options);
  return JSON.parse(stdout) as Watched;
}

function textOf(part: Part, text: unknown): string {
  return withRaw(JSON.stringify(documentWith({ [part]: text })));
}

function twinOf({ part, twin }: Attack): unknown {
  if (twin !== undefined) return twin;
  const benign = benignParts[part];
  return typeof benign === 'string' ? benign.replace(/[a-z]+$/i, 'harmless') : benign;
}

function isClosed(path: string): boolean {
  const named =
    /^(?:src\/handlers\/([a-z][a-z0-9-]{0,63})\.ts|test\/samples\/([A-Z][A-Z0-9_]{0,63})\.json)$/.exec(path);
  const isDevice = /^(con|prn|aux|nul|(com|lpt)\d)$/i.test(named?.[1] ?? named?.[2] ?? '');
  return !isDevice && (named !== null || /^(?!src\/handlers|test\/samples)[A-Za-z0-9._/-]+$/.test(path));
}

function nameOf({ text }: Attack): string {
  return JSON.stringify(text)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 60);
}
