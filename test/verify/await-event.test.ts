import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probeBody } from '../../src/runtime/probe.js';
import { newIn } from '../../src/verify/receiver-counts.js';
import { watchCounts } from '../../src/verify/watch-counts.js';
import { freePort } from '../support/free-port.js';
import { serve } from '../support/local-server.js';
import { signDelivery } from '../support/signed-delivery.js';
import { createStage, startReceiver } from './stage.js';

const body = JSON.stringify({ app_id: 'app', project_id: 'project', message: { id: '1' } });

describe('a real event', () => {
  it('is handed on to the receiver, whose answer the sender gets', async () => {
    const { wait, secrets, answers } = await createStage();
    const receiver = await startReceiver(secrets);
    const { result, decisive } = await wait({ forwardTo: receiver.url });

    await expect.poll(() => answers).toEqual(['200 taken']);
    expect({ result, handled: receiver.handled }).toEqual({
      result: 'verified',
      handled: ['MESSAGE_INBOUND'],
    });
    expect(decisive).toMatchObject({
      path: '/webhooks/sinch',
      arrival: { kind: 'event', trigger: 'MESSAGE_INBOUND', signature: { verdict: 'right', secret: 1 } },
    });
    expect(decisive?.arrival.ageSeconds).toBeLessThan(60);
  });

  it('is not lost where there is no receiver yet: the sender is told to send it again', async () => {
    const { wait, secrets, answers, port } = await createStage();
    expect(await wait()).toMatchObject({ result: 'verified', decisive: { status: 503 } });
    await expect.poll(() => answers).toEqual(['503 retry']);

    // The receiver, started in the place that is free again.
    const { url, handled } = await startReceiver(secrets);
    const server = createServer((request, response) => {
      const { method, headers } = request;
      const init = { method: method ?? '', headers: headers as Record<string, string>, duplex: 'half' };
      void fetch(url, { ...init, body: request as never } as RequestInit).then(({ status }) =>
        response.writeHead(status).end(),
      );
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await expect.poll(() => answers).toEqual(['503 retry', '200 taken']);
    expect(handled).toEqual(['MESSAGE_INBOUND']);
  });

  it('says which of several secrets has signed it', async () => {
    const { wait } = await createStage({ secrets: ['old', 'next'], signsWith: 'next' });
    expect(await wait()).toMatchObject({
      decisive: { arrival: { signature: { secret: 2, text: expect.stringContaining('secret 2 of 2') } } },
    });
  });

  it.each([
    ['with another secret', 'theirs', 'wrong-signature'],
    ['with none', '', 'missing-header'],
  ])('that is signed %s is refused at once, and is to come again', async (_, signsWith, reason) => {
    const { wait, answers } = await createStage({ signsWith });
    expect(await wait()).toMatchObject({
      result: 'refused',
      decisive: { arrival: { kind: 'refused', trigger: 'MESSAGE_INBOUND', signature: { reason } } },
    });
    await expect.poll(() => answers).toEqual(['503 retry']);
  });

  it('tells of a receiver that is down', async () => {
    const { wait, answers } = await createStage();
    const forwardTo = `http://127.0.0.1:${await freePort()}/webhooks/sinch`;
    expect(await wait({ forwardTo })).toMatchObject({
      result: 'not-taken',
      decisive: { receiver: { kind: 'failed', reason: 'ECONNREFUSED' }, status: 503 },
    });
    await expect.poll(() => answers).toEqual(['503 retry']);
  });

  it('tells of a receiver that runs with another secret', async () => {
    const { wait, answers } = await createStage();
    const { url, handled } = await startReceiver(['the one before']);
    expect(await wait({ forwardTo: url })).toMatchObject({ result: 'not-taken', decisive: { status: 401 } });
    await expect.poll(() => answers).toEqual(['401 retry']);
    expect(handled).toEqual([]);
  });

  it('that comes twice before it is answered is handed on twice, and counted once', async () => {
    const { wait, secrets, target } = await createStage();
    const held: (() => void)[] = [];
    const base = await serve((_request, response) => {
      held.push(() => response.end());
      if (held.length === 2) for (const answer of held) answer();
    });
    const { headers, body: bytes } = signDelivery(body, { secret: secrets[0] ?? '' });
    const post = () => fetch(target, { method: 'POST', headers, body: bytes });
    const { result, arrivals } = await wait({
      forwardTo: base,
      onListening: () => void Promise.all([post(), post()]),
    });
    expect({ result, arrivals: arrivals.map(({ repeats }) => repeats) }).toEqual({
      result: 'verified',
      arrivals: [1],
    });
  });
});

describe('what is no event of the app', () => {
  it('decides nothing, and is told of', async () => {
    const { wait, target, secrets, answers } = await createStage();
    const [secret = ''] = secrets;
    const post = (signed: ReturnType<typeof signDelivery>) =>
      fetch(target, { method: 'POST', headers: signed.headers, body: signed.body });
    const other = signDelivery(body.replace('"app"', '"another"'), { secret });
    const statuses: number[] = [];
    const enough = new AbortController();
    const verification = await wait({
      signal: enough.signal,
      onListening: async () => {
        const asked = [
          () => fetch(target),
          () => fetch(target, { method: 'POST', body: '{"hello":1}' }),
          () => post(signDelivery(probeBody, { secret })),
          () => post(other),
          () => post(other),
        ];
        for (const ask of asked) statuses.push((await ask()).status);
        enough.abort();
      },
    });
    expect(verification.result).toBe('interrupted');
    expect(verification.arrivals.map(({ arrival: { kind }, repeats }) => [kind, repeats])).toEqual([
      ['stranger', 0],
      ['stranger', 0],
      ['probe', 0],
      ['other-app', 1],
    ]);
    expect({ statuses, answers }).toEqual({ statuses: [503, 503, 503, 503, 503], answers: [] });
  });

  it('is nothing at all where nothing comes', async () => {
    const { wait } = await createStage();
    expect(await wait({ timeoutMs: 50, onListening: () => {} })).toEqual({ result: 'nothing', arrivals: [] });
  });

  it('does not keep from ending it', async () => {
    const { wait } = await createStage();
    const interruption = new AbortController();
    const onListening = (): void => interruption.abort();
    expect(await wait({ signal: interruption.signal, onListening })).toMatchObject({ result: 'interrupted' });
  });
});

describe('what is handed on', () => {
  it('is what came, header by header, and what is asked by GET goes to its own path', async () => {
    const { wait, target, secrets } = await createStage();
    const seen: { url: string | undefined; headers: string[] }[] = [];
    const base = await serve((request, response) => {
      seen.push({ url: request.url, headers: request.rawHeaders });
      response.writeHead(204, { 'x-answer': 'a' }).end();
    });
    const { headers, body: bytes } = signDelivery(body, { secret: secrets[0] ?? '' });
    let health = 0;
    let answer: Response | undefined;
    await wait({
      forwardTo: `${base}/own/path`,
      onListening: async () => {
        health = (await fetch(new URL('/healthz', target))).status;
        answer = await fetch(target, { method: 'POST', headers, body: bytes });
      },
    });

    expect(health).toBe(204);
    await expect.poll(() => answer?.headers.get('x-answer')).toBe('a');
    expect(seen.map(({ url }) => url)).toEqual(['/healthz', '/own/path']);
    for (const text of Object.values(headers)) expect(seen[1]?.headers).toContain(text);
  });
});

describe('a receiver that runs in the place', () => {
  async function running(secrets: readonly string[]) {
    const { sandbox, webhook, wait, answers, write } = await createStage();
    const receiver = await startReceiver(secrets);
    const { url } = receiver;
    sandbox.webhooks.update(webhook.id, { target: url });
    const places: unknown[] = [];
    const ending = () =>
      wait({
        target: url,
        receiver: url,
        onListening(place) {
          places.push(place);
          write();
        },
      });
    return { ending, url, places, answers, handled: receiver.handled };
  }

  it('is looked at by what it counts, and nothing comes in between', async () => {
    const { ending, url, places, answers, handled } = await running(['mine']);
    expect(await ending()).toEqual({
      result: 'verified',
      counted: { trigger: 'MESSAGE_INBOUND' },
      arrivals: [],
    });
    expect(places).toEqual([{ port: Number(new URL(url).port), forwardTo: undefined, isReceiver: true }]);
    await expect.poll(() => answers).toEqual(['200 taken']);
    expect(handled).toEqual(['MESSAGE_INBOUND']);
  });

  it('says that it refuses what another secret has signed', async () => {
    const { ending } = await running(['the one before']);
    expect(await ending()).toMatchObject({ result: 'refused', counted: { reason: 'wrong-signature' } });
  });

  it('is not judged by what anybody may send, nor by a probe', async () => {
    const { url } = await startReceiver(['mine']);
    const probe = signDelivery(probeBody, { secret: 'mine' });
    for (const headers of [{ 'content-type': 'application/json' }, probe.headers]) {
      await fetch(url, { method: 'POST', headers, body: probe.body });
    }
    const before = { received: new Map(), refused: new Map() };
    const { signal } = new AbortController();
    expect(await watchCounts({ receiver: url, before, timeoutMs: 300, signal })).toEqual({
      result: 'nothing',
      counted: { reason: 'missing-header' },
    });
  });
});

describe('counts', () => {
  const counts = (received: number, refused: number) => ({
    received: new Map([['OPT_IN', received]]),
    refused: new Map([['too-old', refused]]),
  });

  it.each([
    ['risen', counts(3, 0), counts(4, 0), { trigger: 'OPT_IN' }],
    ['the same', counts(3, 1), counts(3, 1), {}],
    ['begun anew', counts(3, 1), counts(0, 0), {}],
    ['begun anew, and risen', counts(3, 5), counts(1, 2), { trigger: 'OPT_IN', reason: 'too-old' }],
  ])('that have %s', (_what, before, now, expected) => {
    expect(newIn(before, now)).toEqual(expected);
  });
});

describe('where to listen', () => {
  it('is neither where another server runs, nor where requests are handed on to', async () => {
    const { wait, port } = await createStage();
    const url = await serve((_request, response) => response.end('another'));
    await expect(wait({ port: Number(new URL(url).port), receiver: url })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('that is no receiver answers'),
      help: expect.stringContaining('--port'),
    });
    await expect(wait({ port, forwardTo: `http://localhost:${port}/` })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('listened at itself'),
    });
  });
});
