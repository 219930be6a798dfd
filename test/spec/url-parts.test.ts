import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadSpec } from '../../src/spec/load.js';
import { serve, serveTexts } from '../support/local-server.js';
import { documentWith, loadWith, payloadOf, trusting } from './part-documents.js';
import { failureOf } from './spec-text.js';

describe('a reference to a URL', () => {
  it('is followed at a host that is named, and from there on', async () => {
    const { base, host } = await serveTexts({
      '/schemas/order.yaml': `{ properties: { line: { $ref: '../line.json#/Line' } } }`,
      '/line.json': '{ "Line": { "type": "string" } }',
    });

    const spec = await loadWith(`${base}/schemas/order.yaml`, trusting(host));

    expect(await payloadOf(spec)).toHaveProperty('properties.line.type', 'string');
  });

  it('is not at any other, and nobody is asked', async () => {
    const { base, host, asked } = await serveTexts({ '/a.yaml': '{ type: string }' });

    for (const allowRef of [[], ['127.0.0.1'], ['127.0.0.1:1'], ['localhost']]) {
      const failure = await failureOf(() =>
        loadWith(`${base}/a.yaml`, { allowRef, allowPrivate: [host, '127.0.0.1'] }),
      );
      expect(failure.code).toBe('SPEC_REFERENCE');
      expect(failure.message).toContain(
        `main.yaml:6:35 The reference "${base}/a.yaml" cannot be followed: ${base}/a.yaml is at a host that is not named with --allow-ref.`,
      );
      expect(failure.help).toContain(`--allow-ref ${host}`);
      expect(failure.details.join('\n')).toContain('^');
    }
    expect(asked).toEqual([]);
  });

  it('is not at a private address that is not allowed, and nobody is asked', async () => {
    const { base, host, asked } = await serveTexts({ '/a.yaml': '{ type: string }' });
    const failure = await failureOf(() => loadWith(`${base}/a.yaml`, { allowRef: [host] }));

    expect(failure.message).toContain('is at an address that is not public (127.0.0.1)');
    expect(failure.help).toContain(`--allow-private ${host}`);
    expect(asked).toEqual([]);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://0xa9fea9fe/',
    'http://2852039166/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://0/',
  ])('is never at an address of this kind: %s', async (url) => {
    const { hostname } = new URL(url);
    const failure = await failureOf(() => loadWith(url, trusting(hostname)));

    expect(failure.message).toContain('is at an address that is not public');
    expect(failure.help).toContain('No flag allows an address of this kind');
  });

  it('is refused with a password in it, which is shown nowhere', async () => {
    const failure = await failureOf(() =>
      loadWith('https://user:hush@a.example/b.yaml', trusting('a.example')),
    );

    expect(failure.code).toBe('SPEC_REFERENCE');
    expect(failure.message).toContain('main.yaml:6:35 The reference has a password in it.');
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain('hush');
  });

  it('leads nowhere but to a URL from there', async () => {
    const { base, host } = await serveTexts({ '/a.yaml': `{ $ref: 'file:///etc/passwd' }` });
    const failure = await failureOf(() => loadWith(`${base}/a.yaml`, trusting(host)));

    expect(failure.message).toBe(
      `${base}/a.yaml:1:9 The reference "file:///etc/passwd" begins with "file:", and is not followed.`,
    );
  });
});

describe('a redirect', () => {
  it('of a reference leads to hosts that are named alone', async () => {
    const other = await serveTexts({ '/b.yaml': '{ type: string }' });
    const base = await serve((_request, response) =>
      response.writeHead(302, { location: `${other.base}/b.yaml` }).end(),
    );
    const { host } = new URL(base);
    const failure = await failureOf(() =>
      loadWith(`${base}/a.yaml`, { allowRef: [host], allowPrivate: [host, other.host] }),
    );

    expect(failure.message).toContain(
      `${base}/a.yaml redirects to ${other.base}/b.yaml, which is at a host that is not named with --allow-ref`,
    );
    expect(failure.help).toContain(`--allow-ref ${other.host}`);
    expect(other.asked).toEqual([]);

    const spec = await loadWith(`${base}/a.yaml`, {
      allowRef: [host, other.host],
      allowPrivate: [host, other.host],
    });
    expect(await payloadOf(spec)).toHaveProperty('type', 'string');
  });

  it('of a document to a private address is not followed', async () => {
    const secret = await serveTexts({ '/': 'asyncapi: 3.0.0' });
    const base = await serve((_request, response) =>
      response.writeHead(302, { location: secret.base }).end(),
    );
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }));

    expect(failure.code).toBe('SPEC_UNREACHABLE');
    expect(failure.message).toBe(
      `${base} redirects to ${secret.base}/, which is at an address that is not public (127.0.0.1)`,
    );
    expect(failure.help).toContain(`--allow-private ${secret.host}`);
    expect(secret.asked).toEqual([]);
  });

  it('moves what the document refers to along', async () => {
    const { base, host } = await serveTexts({
      '/v2/api.yaml': documentWith('order.yaml'),
      '/v2/order.yaml': '{ type: string }',
    });
    const first = await serve((_request, response) =>
      response.writeHead(307, { location: `${base}/v2/api.yaml` }).end(),
    );

    const spec = await loadSpec({ kind: 'url', location: first }, trusting(host));
    expect(await payloadOf(spec)).toHaveProperty('type', 'string');
  });
});

describe('a server', () => {
  const answers: [string, Parameters<typeof serve>[0], string][] = [
    ['accepts and stays silent', () => {}, 'did not answer in full within 0.3 s'],
    [
      'sends a byte at a time',
      (_request, response) => {
        const timer = setInterval(() => response.write('#'), 20);
        response.on('close', () => clearInterval(timer));
      },
      'did not answer in full within 0.3 s',
    ],
    [
      'redirects in a circle',
      (_request, response) => response.writeHead(302, { location: '/' }).end(),
      'redirects more than 5 times',
    ],
    [
      'compresses what nobody asked it to',
      (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{ type: string }')),
      'answers with the encoding gzip, which was not asked for',
    ],
    [
      'breaks off',
      (_request, response) => void response.write('{ type', () => response.destroy()),
      'cannot be reached',
    ],
    [
      'speaks something else',
      (request) => request.socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
      'cannot be reached',
    ],
    ['wants a password', (_request, response) => response.writeHead(401).end(), 'answered with status 401'],
  ];

  it.each(answers)('that %s ends in an error that names the reference', async (_what, listener, reason) => {
    const base = await serve(listener);
    const options = { ...trusting(new URL(base).host), timeoutMs: 300 };
    const failure = await failureOf(() => loadWith(`${base}/`, options));

    expect(failure.code).toBe('SPEC_UNREACHABLE');
    expect(failure.message).toContain(`main.yaml:6:35 The reference "${base}/" cannot be followed: ${base}/`);
    expect(failure.message).toContain(reason);
  });

  it('that sends without end is left at the bound', async () => {
    const base = await serve((_request, response) => {
      const more = () => void response.write(Buffer.alloc(65_536, '#'), more);
      more();
    });
    const failure = await failureOf(() => loadWith(`${base}/`, trusting(new URL(base).host)));

    expect(failure.code).toBe('SPEC_TOO_LARGE');
    expect(failure.message).toContain(
      'With what this reference leads to, the document is larger than 10 MiB',
    );
  });
});
