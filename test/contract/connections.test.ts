import { describe, expect, it, vi } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { openConnection, serialise, serialiseHead } from './harness/raw-http.js';
import { signedRequest, withHeader } from './harness/request.js';
import { handledBy, start } from './harness/start.js';
import { httpHarnesses } from './harness/targets.js';

const body = sampleOf('CONTACT_CREATE');
const forged = signedRequest(body, { secret: 'not-the-secret' });
const plainText = withHeader(signedRequest(body), 'content-type', 'text/plain');

describe.each(httpHarnesses)('a connection to $name', (harness) => {
  it.each([
    [401, forged],
    [415, plainText],
    [405, { ...signedRequest(body), method: 'PUT' }],
  ])('goes on after %i, with requests that do not wait for answers', async (status, refused) => {
    const receiver = await start(harness);
    const { socket, statuses } = openConnection(receiver.port);
    socket.write(Buffer.concat([serialise(refused), serialise(signedRequest(body))]));
    expect(await statuses(2)).toEqual([status, 200]);
    expect(handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('is told 413 by a declared length, before any of the body is sent', async () => {
    const receiver = await start(harness);
    const { socket, statuses } = openConnection(receiver.port);
    socket.write(serialiseHead(signedRequest(body), 10_000_000));
    expect(await statuses(1)).toEqual([413]);
  });

  it('is told 413 while an endless body is still being sent', async () => {
    const receiver = await start(harness);
    const { socket, statuses } = openConnection(receiver.port);
    const head = serialiseHead(signedRequest(body), 0).toString('latin1');
    socket.write(head.replace('content-length: 0', 'transfer-encoding: chunked'));
    socket.write(`${(1_048_577).toString(16)}\r\n${' '.repeat(1_048_577)}\r\n`);
    expect(await statuses(1)).toEqual([413]);
    expect(receiver.calls).toEqual([]);
  });

  it('may break off midway: no handler is called, and the next callback is taken', async () => {
    const receiver = await start(harness);
    const { socket } = openConnection(receiver.port);
    const whole = serialise(signedRequest(body));
    socket.write(whole.subarray(0, whole.byteLength - 10), () => socket.destroy());
    await vi.waitFor(() => expect(receiver.log.join('\n')).toContain('body not read'));

    expect((await receiver.send(signedRequest(body))).status).toBe(200);
    expect(handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });
});
