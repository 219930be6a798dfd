import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { loadSpec } from '../../src/spec/load.js';
import { serve, serveTexts } from '../support/local-server.js';
import { documentWith, loadWith, payloadOf, trusting } from './part-documents.js';
import { failureOf } from './spec-text.js';

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

    const spec = await loadWith(`http://${host}/a.yaml`, { ...trusting(host), lookup });

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
    const failure = await failureOf(() => loadWith(`http://${host}/a.yaml`, { allowRef: [host], lookup }));

    expect(failure.message).toContain('is at an address that is not public');
    expect(asked).toEqual([]);
  });

  it('is given up when nobody says where it is', async () => {
    const lookup = () => new Promise<never>(() => {});
    const options = { allowRef: ['slow.example.test'], lookup, timeoutMs: 100 };
    const failure = await failureOf(() => loadWith('http://slow.example.test/a.yaml', options));

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
