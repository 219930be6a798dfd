import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SpecSource } from '../../src/spec/document.js';
import { loadSpec, parseSpecSource } from '../../src/spec/load.js';
import { failureOf } from './spec-text.js';

describe('parseSpecSource', () => {
  it.each<[string | undefined, SpecSource]>([
    [undefined, { kind: 'bundled' }],
    ['bundled', { kind: 'bundled' }],
    ['-', { kind: 'stdin' }],
    ['https://example.com/a.yaml', { kind: 'url', location: 'https://example.com/a.yaml' }],
    ['HTTP://example.com/a.yaml', { kind: 'url', location: 'HTTP://example.com/a.yaml' }],
    ['./bundled', { kind: 'file', location: './bundled' }],
    ['httpdocs/a.yaml', { kind: 'file', location: 'httpdocs/a.yaml' }],
  ])('reads %s', (argument, source) => {
    expect(parseSpecSource(argument)).toEqual(source);
  });
});

describe('a file', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'spec-'))));
  afterAll(() => rm(folder, { recursive: true }));

  async function file(content: string | Uint8Array): Promise<SpecSource> {
    const location = join(folder, 'sinch.yaml');
    await writeFile(location, content);
    return { kind: 'file', location };
  }

  it('is read as it is, without a byte order mark', async () => {
    const source = await file('\ufeffasyncapi: 3.0.0\n');
    expect(await loadSpec(source)).toEqual({
      source,
      name: join(folder, 'sinch.yaml'),
      text: 'asyncapi: 3.0.0\n',
    });
  });

  it('that is missing is named, with the way out', async () => {
    const failure = await failureOf(() => loadSpec({ kind: 'file', location: 'no/such.yaml' }));
    expect(failure).toMatchObject({ code: 'SPEC_NOT_FOUND', message: 'No document at no/such.yaml' });
    expect(failure.help).toContain('name no document to use the bundled one');
  });

  it('that is a folder is said to be one', async () => {
    const failure = await failureOf(() => loadSpec({ kind: 'file', location: folder }));
    expect(failure).toMatchObject({
      code: 'SPEC_NOT_FOUND',
      message: `${folder} is a folder, not a document`,
    });
    expect(failure.help).toContain(`--spec ${folder}/asyncapi.yaml`);
  });

  it('without content is refused', async () => {
    const source = await file(' \n\t\n');
    const failure = await failureOf(() => loadSpec(source));
    expect(failure).toMatchObject({ code: 'SPEC_EMPTY' });
    expect(failure.help).toContain('asyncapi: 3.0.0');
  });

  it('in another encoding is refused, naming the right one', async () => {
    const source = await file(Buffer.from('\ufeffasyncapi: 3.0.0', 'utf16le'));
    const failure = await failureOf(() => loadSpec(source));
    expect(failure.code).toBe('SPEC_SYNTAX');
    expect(failure.help).toContain('UTF-8');
  });

  it('over the bound is refused', async () => {
    const source = await file('x'.repeat(10 * 1024 * 1024 + 1));
    const failure = await failureOf(() => loadSpec(source));
    expect(failure.code).toBe('SPEC_TOO_LARGE');
    expect(failure.message).toContain('10 MiB');
  });
});

describe('standard input', () => {
  it('is joined before it is decoded', async () => {
    const bytes = Buffer.from('asyncapi: 3.0.0 # ü');
    async function* stdin() {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }
    const spec = await loadSpec({ kind: 'stdin' }, { stdin: stdin() });
    expect(spec).toMatchObject({ name: 'standard input', text: 'asyncapi: 3.0.0 # ü' });
  });

  it('without an end stops at the bound', async () => {
    async function* stdin() {
      for (;;) yield new Uint8Array(1000);
    }
    const failure = await failureOf(() => loadSpec({ kind: 'stdin' }, { stdin: stdin() }));
    expect(failure.code).toBe('SPEC_TOO_LARGE');
  });
});

describe('a URL', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    return `http://127.0.0.1:${address.port}`;
  }

  it('is fetched, redirects included', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
      else response.end('asyncapi: 3.0.0');
    });
    const spec = await loadSpec({ kind: 'url', location: `${base}/old` });
    expect(spec).toMatchObject({ name: `${base}/old`, text: 'asyncapi: 3.0.0' });
  });

  it('that never answers ends within the timeout', async () => {
    const base = await serve(() => {});
    const started = performance.now();
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }, { timeoutMs: 200 }));
    expect(failure).toMatchObject({
      code: 'SPEC_UNREACHABLE',
      message: `${base} did not answer in full within 0.2 s`,
    });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('that answers byte by byte ends within the timeout', async () => {
    const base = await serve((_request, response) => {
      const timer = setInterval(() => response.write('#'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }, { timeoutMs: 200 }));
    expect(failure.code).toBe('SPEC_UNREACHABLE');
  });

  it('that sends without end stops at the bound', async () => {
    const base = await serve((_request, response) => {
      const more = () => void response.write(Buffer.alloc(65_536, '#'), more);
      more();
    });
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }));
    expect(failure.code).toBe('SPEC_TOO_LARGE');
  });

  it('that answers with an error names the status', async () => {
    const base = await serve((_request, response) => response.writeHead(404).end('not here'));
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }));
    expect(failure).toMatchObject({ code: 'SPEC_UNREACHABLE', message: `${base} answered with status 404` });
    expect(failure.help).toContain('pass the file');
  });

  it('that redirects to a file is not followed', async () => {
    const base = await serve((_request, response) => {
      response.writeHead(302, { location: 'file:///etc/hostname' }).end();
    });
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }));
    expect(failure.code).toBe('SPEC_UNREACHABLE');
    expect(failure.message).toContain('redirects to file:///etc/hostname');
  });

  it('that redirects in a circle is given up', async () => {
    const base = await serve((_request, response) => response.writeHead(302, { location: '/' }).end());
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }));
    expect(failure.message).toContain('redirects more than 5 times');
  });

  it('nobody listens at names the reason', async () => {
    const base = await serve(() => {});
    servers.splice(0).forEach((server) => server.close());
    const failure = await failureOf(() => loadSpec({ kind: 'url', location: base }));
    expect(failure).toMatchObject({
      code: 'SPEC_UNREACHABLE',
      message: `${base} cannot be reached (ECONNREFUSED)`,
    });
  });

  it('keeps a password in it out of the message', async () => {
    const failure = await failureOf(() =>
      loadSpec({ kind: 'url', location: 'http://user:secret@127.0.0.1:9/a' }),
    );
    expect(failure.code).toBe('SPEC_UNREACHABLE');
    expect(failure.message).toBe('http://127.0.0.1:9/a is an address with a password in it');
  });
});
