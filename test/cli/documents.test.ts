import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../project/temporary-folder.js';
import { serve, serveTexts } from '../support/local-server.js';
import { timesOf } from '../support/tree.js';
import { runCli } from './run-cli.js';

const main = (reference: string) => `asyncapi: 2.6.0
info: { title: Orders, version: '1' }
channels:
  /orders/paid:
    publish:
      message: { payload: { $ref: '${reference}' } }
`;
const order = (type: string) => `type: object
required: [order_paid]
properties: { order_paid: { type: object, properties: { id: { type: ${type} } } } }
`;

async function manifestIn(directory: string): Promise<string> {
  return readFile(join(directory, '.sinch-webhooks/manifest.json'), 'utf8');
}

describe('a receiver of a document that is several files', () => {
  async function newOrders() {
    const root = await temporaryFolder({
      'docs/main.yaml': main('schemas/order.yaml'),
      'docs/schemas/order.yaml': order('string'),
    });
    const directory = join(root, 'receiver');
    const argv = ['generate', directory, '--target', 'fastify', '--spec', join(root, 'docs/main.yaml')];
    expect(await runCli(argv)).toMatchObject({ exitCode: 0, stderr: '' });
    return { root, directory, part: join(root, 'docs/schemas/order.yaml') };
  }

  it('has nothing to do the second time, and does not render for that', async () => {
    const { directory } = await newOrders();
    const before = await timesOf(directory);
    vi.doMock('../../src/render-document.js', () => {
      throw new Error('The document was looked into.');
    });
    onTestFinished(() => void vi.doUnmock('../../src/render-document.js'));

    expect((await runCli(['check', directory])).exitCode).toBe(0);
    const { exitCode, stdout } = await runCli(['generate', directory]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('up to date')]);
    expect(await timesOf(directory)).toEqual(before);
  });

  it('is not up to date once one of the files has changed', async () => {
    const { directory, part } = await newOrders();
    await writeFile(part, order('number'));

    const { exitCode, stdout } = await runCli(['check', directory]);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('src/generated/types.ts has changed')]);
  });

  it('is up to date where one of them has only other line ends', async () => {
    const { directory, part } = await newOrders();
    await writeFile(part, order('string').replaceAll('\n', '\r\n'));
    vi.doMock('../../src/render-document.js', () => {
      throw new Error('The document was looked into.');
    });
    onTestFinished(() => void vi.doUnmock('../../src/render-document.js'));

    expect((await runCli(['check', directory])).exitCode).toBe(0);
  });

  it('keeps the document as one text, which differs from the files in nothing but what changed', async () => {
    const { root, directory, part } = await newOrders();
    const kept = join(directory, '.sinch-webhooks/document.yaml');

    const same = await runCli(['diff', kept, join(root, 'docs/main.yaml')]);
    expect(same).toMatchObject({ exitCode: 0, stdout: 'The documents describe the same receiver.\n' });
    await writeFile(part, order('number'));
    const { exitCode, stdout } = await runCli(['diff', kept, join(root, 'docs/main.yaml')]);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('was string and is now number')]);
  });

  it('shows no lines of a file outside the project that a record names', async () => {
    const { directory, part } = await newOrders();
    await writeFile(part, 'hush: a: b\n');

    const { exitCode, stderr } = await runCli(['check', directory]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('order.yaml:1:7');
    expect(stderr).not.toContain('hush');
  });
});

it('a record that names a link has nothing shown of what that leads to', async () => {
  const root = await temporaryFolder({ 'secret.yaml': 'hush: [hush' });
  const receiver = join(root, 'receiver');
  await runCli(['generate', receiver, '--target', 'fastify']);
  await symlink(join(root, 'secret.yaml'), join(receiver, 'main.yaml'));
  const manifest = JSON.parse(await manifestIn(receiver));
  const options = { ...manifest.options, spec: 'main.yaml' };
  await writeFile(join(receiver, '.sinch-webhooks/manifest.json'), JSON.stringify({ ...manifest, options }));

  const { exitCode, stderr } = await runCli(['check', receiver]);
  expect({ exitCode, shows: stderr.includes('hush') }).toEqual({ exitCode: 3, shows: false });
});

describe('a record that names a private network', () => {
  it.each(['a document', 'a part'])('has nothing shown of what is there: %s', async (what) => {
    const secret = await serveTexts({ '/': 'hush: a: b' });
    const root = await temporaryFolder({
      'my/main.yaml': main('order.yaml'),
      'my/order.yaml': order('string'),
    });
    const directory = join(root, 'my');
    const receiver = join(directory, 'receiver');
    await runCli(['generate', receiver, '--target', 'fastify', '--spec', join(directory, 'main.yaml')]);
    const manifest = JSON.parse(await manifestIn(receiver));
    const spec = what === 'a document' ? `${secret.base}/` : 'main.yaml';
    const hosts = { allowRef: [secret.host], ...(what === 'a part' && { allowPrivate: [secret.host] }) };
    const options = { ...manifest.options, spec, ...hosts };
    await writeFile(join(receiver, 'main.yaml'), main(`${secret.base}/`));
    const path = join(receiver, '.sinch-webhooks/manifest.json');
    await writeFile(path, JSON.stringify({ ...manifest, options }));

    const { exitCode, stderr } = await runCli(['check', receiver]);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('not well-formed')]);
    expect(stderr).toContain('To see what it is, name the document yourself');
    expect(stderr).not.toContain('hush');
  });
});

describe('the hosts that a document may refer to', () => {
  it('are recorded, so that they are named once for each document', async () => {
    const { base, host } = await serveTexts({ '/order.yaml': order('string') });
    const root = await temporaryFolder({ 'main.yaml': main(`${base}/order.yaml`) });
    const directory = join(root, 'receiver');
    const generate = ['generate', directory, '--target', 'fastify', '--spec', join(root, 'main.yaml')];
    const flags = ['--allow-ref', host.toUpperCase(), '--allow-private', host];

    expect((await runCli(generate)).stderr).toContain(`Add --allow-ref ${host}`);
    expect((await runCli([...generate, ...flags])).exitCode).toBe(0);
    expect(JSON.parse(await manifestIn(directory)).options).toMatchObject({
      allowRef: [host],
      allowPrivate: [host],
    });
    expect((await runCli(['check', directory])).exitCode).toBe(0);
    expect((await runCli(['generate', directory])).stdout).toContain('nothing was written');
    // Another document is trusted anew.
    expect((await runCli(generate)).exitCode).toBe(3);
  });

  it('may be added to those of the record', async () => {
    const { base, host } = await serveTexts({ '/order.yaml': order('string') });
    const root = await temporaryFolder({ 'main.yaml': main('order.yaml'), 'order.yaml': order('string') });
    const directory = join(root, 'receiver');
    const spec = join(root, 'main.yaml');
    await runCli(['generate', directory, '--target', 'fastify', '--spec', spec, '--allow-ref', 'a.example']);
    await writeFile(spec, main(`${base}/order.yaml`));

    expect((await runCli(['check', directory])).exitCode).toBe(3);
    const flags = ['--allow-ref', host, '--allow-private', host];
    expect((await runCli(['generate', directory, ...flags])).exitCode).toBe(0);
    const { options } = JSON.parse(await manifestIn(directory));
    expect(options.allowRef).toEqual([host, 'a.example'].toSorted());
    expect((await runCli(['check', directory])).exitCode).toBe(0);
  });

  it('stand in what check says is to be run', async () => {
    const { base, host } = await serveTexts({ '/order.yaml': order('string') });
    const root = await temporaryFolder({ 'main.yaml': main(`${base}/order.yaml`) });
    const directory = join(root, 'receiver');
    await runCli(['generate', directory, '--target', 'fastify']);
    const flags = ['--spec', join(root, 'main.yaml'), '--allow-ref', host, '--allow-private', host];

    const { stdout } = await runCli(['check', directory, ...flags]);
    expect(stdout).toContain(`npx sinch-webhooks generate ${directory} ${flags.join(' ')}`);
  });

  it.each(['https://a.example', 'a.example/b', 'user:hush@a.example', ''])(
    'are nothing else: %j',
    async (host) => {
      const { exitCode, stderr } = await runCli(['events', '--allow-ref', host]);

      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('which is no host')]);
      expect(stderr).toContain('Write the host alone');
    },
  );
});

describe('a header for the server of a document', () => {
  async function privateRegistry() {
    const asked: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      asked.push(request.headers.authorization);
      if (request.headers.authorization === 'Bearer hush') response.end(main('#/x-order') + 'x-order: {}');
      else response.writeHead(401).end();
    });
    return { base, asked };
  }

  it('is sent with every run, from a flag or from the environment, and kept nowhere', async () => {
    const { base, asked } = await privateRegistry();
    const directory = join(await temporaryFolder(), 'receiver');
    const argv = ['generate', directory, '--target', 'fastify', '--spec', `${base}/api.yaml`];
    const env = { SINCH_WEBHOOKS_HEADER: 'Authorization: Bearer hush' };

    const without = await runCli(argv);
    expect([without.exitCode, without.stderr]).toEqual([3, expect.stringContaining('--header')]);
    const first = await runCli([...argv, '--header', 'Authorization: Bearer hush']);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const second = await runCli(['check', directory], { env });
    expect(second.exitCode).toBe(0);
    expect((await runCli(['check', directory])).exitCode).toBe(3);

    expect(asked).toEqual([undefined, 'Bearer hush', 'Bearer hush', undefined]);
    expect((await manifestIn(directory)) + first.stdout + second.stdout).not.toContain('hush');
  });

  it.each(['hush', 'hush hush: a', ': hush', 'x: hush\nhost: b', 'Host: hush', 'Accept-Encoding: hush'])(
    'is refused, and not shown, when it is none: %j',
    async (header) => {
      for (const result of [
        await runCli(['events', '--header', header]),
        await runCli(['events'], { env: { SINCH_WEBHOOKS_HEADER: header } }),
      ]) {
        expect(result.exitCode).toBe(2);
        expect(result.stderr).not.toContain('hush');
      }
    },
  );

  it('goes to one of two servers only where there is one', async () => {
    const argv = ['diff', 'https://a.example/', 'https://b.example/', '--header', 'X-Key: hush'];
    const { exitCode, stderr } = await runCli(argv);

    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('the documents are at two')]);
  });
});
