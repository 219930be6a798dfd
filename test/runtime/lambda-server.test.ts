import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { LambdaEvent, LambdaResult } from '../../src/runtime/lambda-event.js';
import { createLambdaServer } from '../../src/runtime/lambda-server.js';

/** Serves a function, and resolves with the address it is served at. */
async function serve(handler: (event: LambdaEvent) => Promise<LambdaResult>): Promise<string> {
  const server = createLambdaServer(handler);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('a function gets a request as its Function URL would hand it over', async () => {
  const events: LambdaEvent[] = [];
  const url = await serve(async (event) => {
    events.push(event);
    return { statusCode: 202, headers: { 'x-answer': 'yes' }, body: 'taken', isBase64Encoded: false };
  });
  const response = await fetch(`${url}/a/b?c=d`, { method: 'POST', body: 'é', headers: { 'X-Name': 'v' } });

  expect([response.status, response.headers.get('x-answer'), await response.text()]).toEqual([
    202,
    'yes',
    'taken',
  ]);
  expect(events).toMatchObject([
    {
      rawPath: '/a/b',
      headers: { 'x-name': 'v' },
      body: Buffer.from('é').toString('base64'),
      isBase64Encoded: true,
      requestContext: { stage: '$default', http: { method: 'POST' } },
    },
  ]);
});

it.each([6 * 1_048_576 + 1, 14 * 1_048_576])(
  'a body of %i bytes is answered 413 without the function',
  async (size) => {
    const url = await serve(async () => expect.unreachable());
    const response = await fetch(url, { method: 'POST', body: Buffer.alloc(size) });
    expect(response.status).toBe(413);
  },
);

it('a body of 6 MiB reaches the function', async () => {
  const url = await serve(async ({ body }) => {
    expect(Buffer.from(body ?? '', 'base64').byteLength).toBe(6 * 1_048_576);
    return { statusCode: 200, headers: {}, body: '', isBase64Encoded: false };
  });
  expect((await fetch(url, { method: 'POST', body: Buffer.alloc(6 * 1_048_576) })).status).toBe(200);
});

it('a sender gets 30 seconds for a request', () => {
  expect(createLambdaServer(async () => expect.unreachable()).requestTimeout).toBe(30_000);
});

it('a function that fails ends the connection, and the server goes on', async () => {
  let calls = 0;
  const url = await serve(async () => {
    calls += 1;
    if (calls === 1) throw new Error('no memory');
    return { statusCode: 200, headers: {}, body: '', isBase64Encoded: false };
  });
  await expect(fetch(url)).rejects.toThrow();
  expect((await fetch(url)).status).toBe(200);
});
