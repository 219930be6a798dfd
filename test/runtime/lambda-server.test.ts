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
