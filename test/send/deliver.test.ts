import { describe, expect, it, onTestFinished } from 'vitest';
import { createVerifier } from '../../src/runtime/signature.js';
import { deliver, isAccepted } from '../../src/send/deliver.js';
import { listen, type Listener } from './receive.js';

const body = Buffer.from('{ "message": { "text": "Grüße 👍" } }\n');

describe('deliver', () => {
  it('posts the exact bytes with a signature that the runtime accepts', async () => {
    const { url, received } = await listening();
    const delivery = await deliver({ name: 'A', url, body }, { secret: 'gé', timeoutMs: 5000 });

    expect(delivery.outcome).toEqual({ kind: 'answered', status: 200 });
    const [request] = received;
    expect(request?.body.equals(body)).toBe(true);
    expect(request?.headers['content-type']).toBe('application/json');
    const verify = createVerifier({ secrets: ['gé'], maxAgeSeconds: 60 });
    expect(verify(request?.headers ?? {}, body, Date.now() / 1000)).toMatchObject({
      ok: true,
      nonce: delivery.nonce,
    });
  });

  it.each([
    [200, true],
    [299, true],
    [302, false],
    [401, false],
    [503, false],
  ])('takes status %i for accepted: %s', async (status, accepted) => {
    const { url, received } = await listening(() => status);
    const delivery = await deliver({ name: 'A', url, body }, { secret: 's', timeoutMs: 5000 });
    expect(delivery.outcome).toEqual({ kind: 'answered', status });
    expect(isAccepted(delivery)).toBe(accepted);
    expect(received).toHaveLength(1);
  });

  it('says that nothing listens', async () => {
    const { url, close } = await listen();
    await close();
    const delivery = await deliver({ name: 'A', url, body }, { secret: 's', timeoutMs: 5000 });
    expect(delivery.outcome).toEqual({ kind: 'failed', reason: 'ECONNREFUSED' });
    expect(isAccepted(delivery)).toBe(false);
  });

  it('does not wait longer than the time it is given', async () => {
    const { url } = await listening(() => undefined);
    const delivery = await deliver({ name: 'A', url, body }, { secret: 's', timeoutMs: 50 });
    expect(delivery.outcome).toEqual({ kind: 'failed', reason: 'timeout' });
    expect(delivery.milliseconds).toBeGreaterThan(40);
    expect(delivery.milliseconds).toBeLessThan(3000);
  });

  it('ends at once when it is interrupted', async () => {
    const { url } = await listening(() => undefined);
    const interruption = new AbortController();
    const sender = { secret: 's', timeoutMs: 60_000, signal: interruption.signal };
    const delivery = deliver({ name: 'A', url, body }, sender);
    setTimeout(() => interruption.abort(), 20);
    await expect(delivery).rejects.toThrow(/abort/i);
  });
});

async function listening(answer?: (index: number) => number | undefined): Promise<Listener> {
  const listener = await listen(answer);
  onTestFinished(() => listener.close());
  return listener;
}
