import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildBundledModel } from '../../src/model/bundled.js';
import { readPackageVersion } from '../../src/package-root.js';
import { renderReceiver } from '../../src/render/render.js';
import { targets } from '../../src/render/targets/index.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { describeNeeding } from '../support/describe-needing.js';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { name?: string; run?: string }[] }>>;
}

let text: string;

beforeAll(async () => {
  const files = await renderReceiver(await buildBundledModel(), targets.fastify);
  text = files.find(({ path }) => path === '.github/workflows/sinch-webhooks.yml')?.content ?? '';
});

describe('the workflow of a receiver', () => {
  it('is the same in every version, for GITHUB_TOKEN may not push a change to it', () => {
    expect(text).toContain('jobs:');
    expect(text).not.toContain(readPackageVersion());
    expect(text).not.toMatch(/sinch-webhooks@\d/);
  });

  it('says what it needs of the repository, and what GitHub does not do for it', () => {
    expect(text).toContain('Allow GitHub Actions to create and approve pull requests');
    expect(text).toMatch(/no other workflow for a pull request made with GITHUB_TOKEN/);
  });
});

describeNeeding('posix', 'the check of the workflow', () => {
  it.each([
    ['installs what the lock file names', { 'package-lock.json': '{}' }, 'npm ci'],
    ['installs without one', {}, 'npm install'],
  ])('%s', async (_what, files, command) => {
    const { place, calls } = await newPlace(files);

    expect(runStep(place, 'check', 'Install').status).toBe(0);
    expect(await calls()).toEqual([command]);
  });

  it('checks with the version that wrote the receiver', async () => {
    const { place, calls } = await newPlace({
      '.sinch-webhooks/manifest.json': '{ "version": "1.2.3" }',
      'package.json': '{ "type": "module" }',
    });

    expect(runStep(place, 'check', 'Check that the receiver is up to date').status).toBe(0);
    expect(await calls()).toEqual(['npx --yes sinch-webhooks@1.2.3 check']);
  });
});

describeNeeding('posix', 'the weekly run of the workflow', () => {
  it('makes a pull request of what changed', async () => {
    const { place, calls, body } = await afterRun({ writes: { 'src/generated/types.ts': 'new\n' } });

    expect(await calls()).toContainEqual(
      expect.stringMatching(
        /^gh pr create --head sinch-webhooks\/update --title Update the Sinch webhook receiver --body-file /,
      ),
    );
    expect(await body()).toBe('the changes\n');
    const pushed = git(place, 'show', '--name-only', '--format=%s', 'origin/sinch-webhooks/update');
    expect(pushed).toBe('Update the Sinch webhook receiver\n\nsrc/generated/types.ts\n');
  });

  it('asks for open pull requests alone, and edits the one there is', async () => {
    const { calls } = await afterRun({ writes: { 'a.ts': 'new\n' }, open: '7' });

    const gh = (await calls()).filter((call) => call.startsWith('gh '));
    expect(gh[0]).toContain('pr list --head sinch-webhooks/update --state open');
    expect(gh[1]).toMatch(/^gh pr edit 7 /);
    expect(gh).toHaveLength(2);
  });

  it('names the files that wait for the user, first and in the title', async () => {
    const { calls, body, stdout } = await afterRun({
      writes: { 'README.md.sinch-new': 'ours\n', 'src/server.ts.sinch-new': 'ours\n' },
      status: 6,
    });

    expect(await calls()).toContainEqual(expect.stringMatching(/^gh pr create .*: some files need you/));
    expect(await body()).toMatch(
      /^## Needs you\n[^]*\n- README\.md\.sinch-new\n- src\/server\.ts\.sinch-new\n\nthe changes\n$/,
    );
    expect(stdout).toContain('::warning::');
  });

  it('ends as the run did when that changed nothing', async () => {
    for (const status of [0, 6]) {
      const { calls, status: ending } = await afterRun({ writes: {}, status });

      expect(ending).toBe(status);
      expect((await calls()).filter((call) => call.startsWith('gh '))).toEqual([]);
    }
  });
});

/** The steps of the weekly run, in a repository where `generate` writes some files and ends in a status. */
async function afterRun({
  writes,
  status = 0,
  open = '',
}: {
  writes: Readonly<Record<string, string>>;
  status?: number;
  open?: string;
}) {
  const { place, calls } = await newPlace({ '.sinch-webhooks/document.yaml': 'old\n' });
  git(place, 'init', '--quiet', '--initial-branch=main');
  git(place, 'add', '--all');
  git(place, '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=a');
  execFileSync('git', ['init', '--quiet', '--bare', join(place.temp, 'origin')]);
  git(place, 'remote', 'add', 'origin', join(place.temp, 'origin'));
  place.env['OPEN'] = open;
  place.env['GENERATE'] = String(status);
  await writeFile(join(place.temp, 'writes.json'), JSON.stringify(writes));

  expect(runStep(place, 'regenerate', 'Generate from the newest document')).toMatchObject({ status: 0 });
  const [, recorded = ''] =
    /^STATUS=(\d+)$/m.exec(await readFile(place.env['GITHUB_ENV'] ?? '', 'utf8')) ?? [];
  place.env['STATUS'] = recorded;
  const ending = runStep(place, 'regenerate', 'Open a pull request that says what changed');
  return { place, calls, body: () => readFile(join(place.temp, 'body.md'), 'utf8'), ...ending };
}

interface Place {
  readonly folder: string;
  readonly temp: string;
  readonly env: Record<string, string>;
}

/** A folder with the files, and programs in the place of those that reach for the network; they note their calls. */
async function newPlace(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder(files);
  const temp = await temporaryFolder({ calls: '' });
  const bin = join(temp, 'bin');
  await mkdir(bin);
  const programs = {
    npm: '',
    npx: `case "$*" in
  *' generate') node -e '
    const fs = require("node:fs"), path = require("node:path");
    for (const [file, text] of Object.entries(require(process.env.RUNNER_TEMP + "/writes.json"))) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }'; exit "$GENERATE";;
  *' diff '*) echo 'the changes'; exit 1;;
esac`,
    gh: 'case "$*" in "pr list"*) echo "$OPEN";; esac',
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/bash\necho "${name} $*" >> "$RUNNER_TEMP/calls"\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: temp,
    RUNNER_TEMP: temp,
    GITHUB_ENV: join(temp, 'env'),
    BRANCH: 'sinch-webhooks/update',
  };
  const place: Place = { folder, temp, env };
  const calls = async () => (await readFile(join(temp, 'calls'), 'utf8')).split('\n').slice(0, -1);
  return { place, calls };
}

/** Runs a step as GitHub does. */
function runStep({ folder, env }: Place, job: string, name: string) {
  const steps = (parse(text) as Workflow).jobs[job]?.steps ?? [];
  const script = steps.find((step) => step.name === name)?.run;
  if (script === undefined) throw new Error(`The job ${job} has no step "${name}".`);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function git({ folder, env }: Place, ...argv: string[]): string {
  return execFileSync('git', argv, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
}
