import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { newReceiver } from '../support/receiver-folder.js';
import { runCli } from './run-cli.js';

const [path, place] = ['src/generated/routes.ts', 'src/ejected/routes.ts'];

describe('eject', () => {
  it('says where the file is now and how to give it back', async () => {
    const directory = await newReceiver();

    const { exitCode, stdout, stderr } = await runCli(['eject', path, '--dir', directory]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`${path} in ${directory} is yours: it is ${place} now\n`);
    expect(stdout).toContain(`  npx sinch-webhooks eject ${path} --undo --dir ${directory}\n`);
    await appendFile(join(directory, place), '// mine\n');
    const back = await runCli(['eject', path, '--undo', '--dir', directory]);
    expect(back.stdout).toContain(`${path} in ${directory} is this tool's again\n${place} stays`);
  });

  it('prints the same as JSON', async () => {
    const directory = await newReceiver();
    const { stdout } = await runCli(['eject', path, '--dir', directory, '--json']);
    expect(JSON.parse(stdout)).toEqual({ directory, path, place, ejected: true, kept: false });
  });

  it('copies a template, and names the run that takes it', async () => {
    const directory = await newReceiver();
    const template = 'server/Dockerfile.hbs';

    const { stdout } = await runCli(['eject', '--template', template, '--dir', directory]);

    const folder = join(directory, 'templates');
    expect(stdout).toContain(`  npx sinch-webhooks generate ${directory} --templates ${folder}\n`);
    await writeFile(join(folder, template), 'FROM scratch\n');
    const run = await runCli(['generate', directory, '--templates', folder]);
    expect(run.stdout).toContain('  Dockerfile has changed\n');
    expect(await readFile(join(directory, 'Dockerfile'), 'utf8')).toBe('FROM scratch\n');
    expect((await runCli(['check', directory])).exitCode).toBe(0);
  });

  it.each([[[]], [[path, '--template', 'server/Dockerfile.hbs']], [['--undo']]])(
    'is a usage error with %j',
    async (words) => {
      const { exitCode, stderr } = await runCli(['eject', ...words]);
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('eject takes'),
      });
    },
  );
});

describe('check and generate', () => {
  it('tell in one line of an ejected file whose original has changed', async () => {
    const directory = await newReceiver();
    await runCli(['eject', path, '--dir', directory]);
    const line = new RegExp(
      `^ *${place} is yours, and what this tool has in its place has changed: see`,
      'gm',
    );

    const checked = await runCli(['check', directory]);
    const changed = await runCli(['generate', directory, '--events', 'OPT_IN']);
    const again = await runCli(['generate', directory]);

    expect(checked.stdout).not.toMatch(line);
    expect(changed.stdout.match(line)).toHaveLength(1);
    expect(again.stdout).not.toMatch(line);
  });

  it('run helpers for a folder that is named by a flag or by SINCH_WEBHOOKS_TEMPLATES, and for no record', async () => {
    const directory = await newReceiver();
    const folder = join(directory, 'templates');
    await runCli(['eject', '--template', 'server/Dockerfile.hbs', '--dir', directory]);
    await writeFile(join(folder, 'server/Dockerfile.hbs'), 'FROM scratch\n{{#later}}USER 1{{/later}}\n');
    await mkdir(join(folder, 'helpers'));
    await writeFile(join(folder, 'helpers/later.js'), 'export default () => "USER 2";\n');

    const env = { SINCH_WEBHOOKS_TEMPLATES: folder };
    expect((await runCli(['generate', directory], { env })).exitCode).toBe(0);
    expect(await readFile(join(directory, 'Dockerfile'), 'utf8')).toBe('FROM scratch\nUSER 2\n');
    await appendFile(join(folder, 'server/Dockerfile.hbs'), 'USER 3\n');

    const refused = await runCli(['check', directory]);
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('SINCH_WEBHOOKS_TEMPLATES'),
    });
    const settings = await temporaryFolder({
      'settings.json': JSON.stringify({ templates: folder }),
      'settings.mjs': `export default { templates: ${JSON.stringify(folder)} };`,
    });
    const byData = await runCli(['check', directory, '--config', join(settings, 'settings.json')]);
    expect(byData).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('later') });
    const byProgram = await runCli(['check', directory, '--config', join(settings, 'settings.mjs')]);
    expect(byProgram).toMatchObject({ exitCode: 1, stderr: '' });
    const named = await runCli(['check', directory, '--templates', folder]);
    expect(named.stdout).toContain(`npx sinch-webhooks generate ${directory} --templates ${folder}\n`);
  });
});
