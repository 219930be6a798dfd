import type { LookupAddress } from 'node:dns';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LoadOptions } from '../../src/spec/load-options.js';
import { loadSpec } from '../../src/spec/load.js';
import { parseSpec } from '../../src/spec/parse.js';
import { temporaryFolder } from '../project/temporary-folder.js';
import { serve, serveTexts } from '../support/local-server.js';
import { failureOf } from './spec-text.js';

function documentWith(reference: string): string {
  return `asyncapi: 2.6.0
info: { title: Orders, version: '1' }
channels:
  /paid:
    publish:
      message: { payload: { $ref: '${reference}' } }
`;
}

async function loadFile(reference: string, options: LoadOptions = {}) {
  const folder = await temporaryFolder({ 'main.yaml': documentWith(reference) });
  return loadSpec({ kind: 'file', location: join(folder, 'main.yaml') }, options);
}

const trusting = (host: string): LoadOptions => ({ allowRef: [host], allowPrivate: [host] });

async function payloadOf(spec: Parameters<typeof parseSpec>[0]): Promise<unknown> {
  return (await parseSpec(spec)).operations[0]?.messages[0]?.payload;
}

describe('a reference to a URL', () => {
  it('is followed at a host that is named, and from there on', async () => {
    const { base, host } = await serveTexts({
      '/schemas/order.yaml': `{ properties: { line: { $ref: '../line.json#/Line' } } }`,
      '/line.json': '{ "Line": { "type": "string" } }',
    });

    const spec = await loadFile(`${base}/schemas/order.yaml`, trusting(host));

    expect(await payloadOf(spec)).toHaveProperty('properties.line.type', 'string');
  });

  it('is not at any other, and nobody is asked', async () => {
    const { base, host, asked } = await serveTexts({ '/a.yaml': '{ type: string }' });

    for (const allowRef of [[], ['127.0.0.1'], ['127.0.0.1:1'], ['localhost']]) {
      const failure = await failureOf(() =>
        loadFile(`${base}/a.yaml`, { allowRef, allowPrivate: [host, '127.0.0.1'] }),
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
    const failure = await failureOf(() => loadFile(`${base}/a.yaml`, { allowRef: [host] }));

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
    const failure = await failureOf(() => loadFile(url, trusting(hostname)));

    expect(failure.message).toContain('is at an address that is not public');
    expect(failure.help).toContain('No flag allows an address of this kind');
  });

  it('is refused with a password in it, which is shown nowhere', async () => {
    const failure = await failureOf(() =>
      loadFile('https://user:hush@a.example/b.yaml', trusting('a.example')),
    );

    expect(failure.code).toBe('SPEC_REFERENCE');
    expect(failure.message).toContain('main.yaml:6:35 The reference has a password in it.');
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain('hush');
  });

  it('leads nowhere but to a URL from there', async () => {
    const { base, host } = await serveTexts({ '/a.yaml': `{ $ref: 'file:///etc/passwd' }` });
    const failure = await failureOf(() => loadFile(`${base}/a.yaml`, trusting(host)));

    expect(failure.message).toBe(
      `${base}/a.yaml:1:9 The reference "file:///etc/passwd" begins with "file:", and is not followed.`,
    );
  });
});

describe('a host whose addresses come from elsewhere', () => {
  const named = (addresses: readonly (readonly LookupAddress[])[]) => {
    const asked: string[] = [];
    const lookup = (hostname: string): Promise<readonly LookupAddress[]> => {
      asked.push(hostname);
      return Promise.resolve(addresses[asked.length - 1] ?? addresses.at(-1) ?? []);
    };
    return { lookup, asked };
  };
  const local = { address: '127.0.0.1', family: 4 };
  const elsewhere = { address: '169.254.169.254', family: 4 };

  it('is looked up once, and the address that was checked is the one that is asked', async () => {
    const { base } = await serveTexts({ '/a.yaml': '{ type: string }' });
    const { port } = new URL(base);
    const host = `schemas.example.test:${port}`;
    const { lookup, asked } = named([[local], [elsewhere]]);

    const spec = await loadFile(`http://${host}/a.yaml`, { ...trusting(host), lookup });

    expect(await payloadOf(spec)).toHaveProperty('type', 'string');
    expect(asked).toEqual(['schemas.example.test']);
  });

  it.each([
    ['a private address', [local]],
    ['a private address among others', [{ address: '93.184.216.34', family: 4 }, local]],
    ['a private address in the form of another', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  ])('is not asked where it has %s', async (_what, addresses) => {
    const { base, asked } = await serveTexts({ '/a.yaml': '{ type: string }' });
    const host = `schemas.example.test:${new URL(base).port}`;
    const { lookup } = named([addresses]);
    const failure = await failureOf(() => loadFile(`http://${host}/a.yaml`, { allowRef: [host], lookup }));

    expect(failure.message).toContain('is at an address that is not public');
    expect(asked).toEqual([]);
  });

  it('is given up when nobody says where it is', async () => {
    const lookup = () => new Promise<never>(() => {});
    const options = { allowRef: ['slow.example.test'], lookup, timeoutMs: 100 };
    const failure = await failureOf(() => loadFile('http://slow.example.test/a.yaml', options));

    expect(failure.message).toContain('did not answer in full within 0.1 s');
  });

  it('called localhost is not this machine only by its name', async () => {
    const { base, asked } = await serveTexts({ '/a.yaml': documentWith('#/a') });
    const location = `http://localhost:${new URL(base).port}/a.yaml`;
    const failure = await failureOf(() =>
      loadSpec({ kind: 'url', location }, { lookup: named([[{ address: '10.0.0.1', family: 4 }]]).lookup }),
    );
    expect(failure.message).toContain('is at an address that is not public (10.0.0.1)');

    const own = await loadSpec({ kind: 'url', location }, { lookup: named([[local]]).lookup });
    expect(own.text).toContain('asyncapi');
    expect(asked).toEqual(['/a.yaml']);
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
      loadFile(`${base}/a.yaml`, { allowRef: [host], allowPrivate: [host, other.host] }),
    );

    expect(failure.message).toContain(
      `${base}/a.yaml redirects to ${other.base}/b.yaml, which is at a host that is not named with --allow-ref`,
    );
    expect(failure.help).toContain(`--allow-ref ${other.host}`);
    expect(other.asked).toEqual([]);

    const spec = await loadFile(`${base}/a.yaml`, {
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

describe('a document at a URL', () => {
  it('refers to its own host only where that is named, too', async () => {
    const { base, host, asked } = await serveTexts({ '/api.yaml': documentWith('order.yaml') });
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: `${base}/api.yaml` }));

    expect(failure.message).toContain(`${base}/api.yaml:6:35 The reference "order.yaml" cannot be followed`);
    expect(failure.help).toContain(`--allow-ref ${host}`);
    expect(asked).toEqual(['/api.yaml']);
  });

  it('may be in a private network only where that is allowed', async () => {
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: 'http://10.255.0.1/api.yaml' }));

    expect(failure.message).toBe(
      'http://10.255.0.1/api.yaml is at an address that is not public (10.255.0.1)',
    );
    expect(failure.help).toContain('--allow-private 10.255.0.1');
  });

  it('that is none of AsyncAPI leads to nothing else', async () => {
    const { base, host, asked } = await serveTexts({ '/api.yaml': 'openapi: 3.1.0\na: { $ref: b.yaml }' });
    const failure = await failureOf(() =>
      loadSpec({ kind: 'url', location: `${base}/api.yaml` }, trusting(host)),
    );

    expect(failure.code).toBe('SPEC_NOT_ASYNCAPI');
    expect(asked).toEqual(['/api.yaml']);
  });

  it('is given the header, and nobody else is', async () => {
    const seen: [string, string | undefined][] = [];
    const note = (name: string, text: string, redirect?: string) =>
      serve((request, response) => {
        seen.push([`${name}${request.url}`, request.headers.authorization]);
        if (redirect !== undefined && request.url === '/old') response.writeHead(302, { location: redirect });
        else if (request.url === '/') response.writeHead(302, { location: '/old' });
        response.end(text);
      });
    const parts = await note('parts', '{ type: string }');
    const api = await note('api', documentWith(`${parts}/a.yaml`));
    const first = await note('first', '', `${api}/api.yaml`);
    const hosts = [api, parts].map((url) => new URL(url).host);

    const headers = { authorization: 'Bearer hush' };
    const spec = await loadSpec(
      { kind: 'url', location: first },
      { headers, allowRef: hosts, allowPrivate: hosts },
    );

    expect(seen).toEqual([
      ['first/', 'Bearer hush'],
      ['first/old', 'Bearer hush'],
      ['api/api.yaml', undefined],
      ['parts/a.yaml', undefined],
    ]);
    expect(JSON.stringify(spec)).not.toContain('hush');
  });

  it('that refers to its own host gives it no header with that', async () => {
    const seen: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end(request.url === '/api.yaml' ? documentWith('order.yaml') : '{ type: string }');
    });

    const headers = { authorization: 'Bearer hush' };
    await loadSpec(
      { kind: 'url', location: `${base}/api.yaml` },
      { headers, ...trusting(new URL(base).host) },
    );

    expect(seen).toEqual(['Bearer hush', undefined]);
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
    const failure = await failureOf(() => loadFile(`${base}/`, options));

    expect(failure.code).toBe('SPEC_UNREACHABLE');
    expect(failure.message).toContain(`main.yaml:6:35 The reference "${base}/" cannot be followed: ${base}/`);
    expect(failure.message).toContain(reason);
  });

  it('that sends without end is left at the bound', async () => {
    const base = await serve((_request, response) => {
      const more = () => void response.write(Buffer.alloc(65_536, '#'), more);
      more();
    });
    const failure = await failureOf(() => loadFile(`${base}/`, trusting(new URL(base).host)));

    expect(failure.code).toBe('SPEC_TOO_LARGE');
    expect(failure.message).toContain(
      'With what this reference leads to, the document is larger than 10 MiB',
    );
  });
});
