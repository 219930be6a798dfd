import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { serve } from '../support/local-server.js';
import { runCli } from './run-cli.js';

const scenario = `
seed: from the file
steps:
  - person: { channel: SMS, identity: '1202555{n}' }
    writes: Is it open? {n}
    times: 3
  - sample: smart-conversations
`;

describe('sinch-webhooks sandbox --once', () => {
  it('plays a scenario at a receiver, prints each delivery, and ends', async () => {
    const signed: unknown[] = [];
    const to = await serve((request, response) => {
      signed.push(request.headers['x-sinch-webhook-signature-algorithm']);
      request.resume().on('end', () => response.end());
    });
    const { exitCode, stdout, stderr } = await play(['--to', to, '--secret', 's3cret']);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^The sandbox is at http:\/\/localhost:\d+, which is its page too\./);
    expect(stdout).toContain('seed      from the file');
    expect(stdout.match(/^MESSAGE_INBOUND: 200 in \d+ ms$/gm)).toHaveLength(3);
    expect(stdout.match(/^SMART_CONVERSATIONS: 200 in \d+ ms$/gm)).toHaveLength(1);
    expect(signed).toEqual(Array(4).fill('HmacSHA256'));
  });

  it('prints each delivery as a line of JSON, without the secret', async () => {
    const to = await serve((request, response) => void request.resume().on('end', () => response.end()));
    const { exitCode, stdout } = await play(['--to', to, '--secret', 's3cret', '--json', '--seed', 'mine']);
    const [start, ...deliveries] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);

    expect(exitCode).toBe(0);
    expect(start).toMatchObject({
      seed: 'mine',
      mode: 'DISPATCH',
      projectId: 'sandbox',
      url: expect.any(String),
    });
    expect(deliveries).toHaveLength(4);
    expect(deliveries[0]).toMatchObject({ trigger: 'MESSAGE_INBOUND', attempt: 1, next: 'taken' });
    expect(stdout).not.toContain('s3cret');
  });
});

describe('sinch-webhooks sandbox', () => {
  it.each([
    [['--secret', 's'], '--secret signs what goes to --to'],
    [['--scenario', 'x.yaml'], 'A scenario needs a receiver'],
    [['--once'], '--once ends when a scenario has been played'],
    [['--duplicates', '120%'], '--duplicates is "120%"'],
    [['--rate', 'fast'], '--rate is "fast"'],
    [['--mode', 'dispatched'], '--mode does not know "dispatched"'],
    [['--to', 'receiver'], '--to is "receiver", which is no http address'],
  ])('refuses %j', async (flags, message) => {
    const { exitCode, stderr } = await runCli(['sandbox', ...flags]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('names what is wrong in a scenario', async () => {
    const { exitCode, stderr } = await play(['--to', 'http://localhost:1'], 'steps: [{ at: soon }]');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is no scenario: steps[0].at is no time such as 200ms, 1.5s or 2m');
  });

  it('names a sample that there is not before it starts', async () => {
    const { exitCode, stdout, stderr } = await play(
      ['--to', 'http://localhost:1'],
      'steps: [{ sample: opt-on }]',
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('no event "opt-on"');
  });

  it('says that its port is taken', async () => {
    const port = new URL(await serve((_request, response) => void response.end())).port;
    const { exitCode, stderr } = await runCli(['sandbox', '--host', '127.0.0.1', '--port', port]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`Something else listens at 127.0.0.1:${port}`);
    expect(stderr).toContain('Pass another --port');
  });
});

async function play(flags: readonly string[], text = scenario) {
  const file = join(await temporaryFolder(), 'scenario.yaml');
  await writeFile(file, text);
  return runCli(['sandbox', '--port', '0', '--once', '--scenario', file, ...flags]);
}
