import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answer } from '../../src/runtime/http.js';
import { createWatchServer } from '../../src/runtime/serve-worker.js';

async function listen(): Promise<string> {
  const server = createWatchServer({ respond: async ({ path }) => answer(200, `asked ${path}`) });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the server of a worker', () => {
  it.each(['/healthz', '/readyz', '/metrics', '/healthz?probe=1'])('answers at %s', async (path) => {
    const response = await fetch((await listen()) + path);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(`asked ${path.split('?')[0]}`);
  });

  it.each(['/webhooks/sinch', '/', '/healthz/'])('takes nothing at %s', async (path) => {
    const response = await fetch((await listen()) + path, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(`${await listen()}/healthz`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});
