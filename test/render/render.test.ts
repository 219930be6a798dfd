import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundledModel } from '../../src/model/bundled.js';
import type { ReceiverModel } from '../../src/model/receiver-model.js';
import { askPrettier } from '../../src/render/format.js';
import { renderReceiver, type GeneratedFile } from '../../src/render/render.js';
import { targetNames, targets, type TargetName } from '../../src/render/targets/index.js';
import { samples } from '../support/samples.js';

let model: ReceiverModel;
const rendered = new Map<TargetName, readonly GeneratedFile[]>();

beforeAll(async () => {
  model = await buildBundledModel();
  for (const name of targetNames) rendered.set(name, await renderReceiver(model, targets[name]));
});

describe.each(targetNames)('a receiver for %s', (name) => {
  it('is the same, byte for byte, when it is rendered again', async () => {
    expect(await renderReceiver(model, targets[name])).toEqual(filesOf(name));
  });

  it('has a handler for each event and for the unknown one, and a sample for each event', () => {
    const paths = filesOf(name).map(({ path }) => path);

    expect(paths.filter((path) => path.startsWith('src/handlers/'))).toHaveLength(23);
    expect(paths.filter((path) => path.startsWith('test/samples/'))).toEqual(
      samples.map(({ trigger }) => `test/samples/${trigger}.json`).toSorted(),
    );
  });

  it('has paths of harmless characters alone, in order, no two alike but for case', () => {
    const paths = filesOf(name).map(({ path }) => path);

    for (const path of paths) expect(path).toMatch(/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/);
    expect(paths).toEqual(paths.toSorted());
    expect(new Set(paths.map((path) => path.toLowerCase()))).toHaveProperty('size', paths.length);
  });

  it('has files that end in one line break, and no line that ends in a space', () => {
    for (const { path, content } of filesOf(name)) {
      expect(content, path).toMatch(/[^\n]\n$/);
      expect(content, path).not.toMatch(/[ \t\r]$/m);
    }
  });

  it('has TypeScript as prettier would write it, but for the runtime, which is copied', async () => {
    const written = filesOf(name).filter(({ path }) => path.endsWith('.ts') && !path.includes('/runtime/'));

    for (const { path, content } of written) expect(await askPrettier(content), path).toBe(content);
  });

  it('has JSON that parses', () => {
    for (const { path, content } of filesOf(name).filter((file) => file.path.endsWith('.json'))) {
      expect(() => JSON.parse(content), path).not.toThrow();
    }
  });

  it('has the runtime as it is in this package', async () => {
    const runtime = filesOf(name).filter(({ path }) => path.startsWith('src/generated/runtime/'));

    expect(runtime.length).toBeGreaterThan(10);
    for (const { path, content } of runtime) {
      const source = new URL(`../../${path.replace('src/generated/', 'src/')}`, import.meta.url);
      expect(content, path).toBe(await readFile(source, 'utf8'));
    }
  });

  it('has the bundled samples as they are in this package', () => {
    const files = filesOf(name);

    for (const { trigger, body } of samples) {
      const file = files.find(({ path }) => path === `test/samples/${trigger}.json`);
      expect(file?.content, trigger).toBe(body.toString());
    }
  });

  it('leaves nothing of a template, and nothing of the machine it was rendered on', () => {
    for (const { path, content } of filesOf(name).filter((file) => !file.path.includes('/runtime/'))) {
      // An expression of a GitHub workflow has a dollar sign in front.
      expect(content, path).not.toMatch(/(?<!\$)\{\{|\[object |AnonymousSchema|: any\b/);
      expect(content, path).not.toContain(process.cwd());
    }
  });
});

describe('src/generated', () => {
  it('is the same for every target, but for the adapter', () => {
    const adapters = Object.values(targets).flatMap(({ adapter }) => adapter);
    const shared = (name: TargetName) =>
      filesOf(name).filter(
        ({ path }) =>
          path.startsWith('src/generated/') &&
          path !== 'src/generated/config.ts' &&
          !adapters.some((file) => path.endsWith(`/runtime/${file}`)),
      );

    expect(shared('fastify').length).toBeGreaterThan(10);
    expect(shared('express')).toEqual(shared('fastify'));
    expect(shared('lambda')).toEqual(shared('fastify'));
  });

  it('begins with two lines that say who wrote it and what it is, without a version, time or path', () => {
    const own = filesOf('fastify').filter(({ path }) => /^src\/generated\/[^/]+\.ts$/.test(path));

    expect(own.map(({ path }) => path.split('/').at(-1))).toEqual([
      'config.ts',
      'handlers.ts',
      'routes.ts',
      'types.ts',
      'validators.ts',
    ]);
    for (const { path, content } of own) {
      const [first, second, third] = content.split('\n');
      expect(first, path).toMatch(
        /^\/\/ Written by sinch-webhooks( from the AsyncAPI document)?\. Do not edit: the next run replaces it\.$/,
      );
      expect(second, path).toMatch(/^\/\/ [A-Z].*\.$/);
      expect(second, path).not.toMatch(/\d|\w\/\w/);
      expect(third, path).toBe('');
    }
  });

  it('is the only zone that is rewritten; handlers are the user’s', () => {
    for (const { path, zone } of filesOf('fastify')) {
      const expected = path.startsWith('src/generated/') ? 'generated' : 'scaffold';
      expect(zone, path).toBe(path.startsWith('src/handlers/') ? 'handler' : expected);
    }
  });
});

function filesOf(name: TargetName): readonly GeneratedFile[] {
  return rendered.get(name) ?? [];
}

it('takes the examples of the README from the message that everybody knows, wherever it stands', async () => {
  const { events } = await buildBundledModel();
  const files = await renderReceiver({ events: events.toReversed() }, targets.fastify);
  const readme = files.find(({ path }) => path === 'README.md')?.content;

  expect(readme).toContain('test/samples/MESSAGE_INBOUND.json');
  expect(readme).toContain(
    `/webhooks/sinch${events.find((event) => event.trigger === 'MESSAGE_INBOUND')?.address}`,
  );
});
