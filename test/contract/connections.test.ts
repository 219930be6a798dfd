import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { describePairs } from './harness/describe-pairs.js';
import { openConnection, serialise, serialiseHead } from './harness/raw-http.js';
import { signedRequest, withHeader } from './harness/request.js';
import { handledBy, start } from './harness/start.js';
import { httpHarnesses } from './harness/targets.js';

const body = sampleOf('CONTACT_CREATE');
const forged = signedRequest(body, { secret: 'not-the-secret' });
const plainText = withHeader(signedRequest(body), 'content-type', 'text/plain');

describePairs('a connection to $name', httpHarnesses, (harness) => {
  it.each([
    [401, forged],
    [415, plainText],
    [405, { ...signedRequest(body), method: 'PUT' }],
  ])('goes on after %i, with requests that do not wait for answers', async (status, refused) => {
    const receiver = await start(harness);
    const { socket, statuses } = openConnection(receiver.port);
    socket.write(Buffer.concat([serialise(refused), serialise(signedRequest(body))]));
    expect(await statuses(2)).toEqual([status, 200]);
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });

  it('is told 413 by a declared length, though it sends nothing of the body', async () => {
    const receiver = await start(harness);
    const { socket, statuses } = openConnection(receiver.port);
    socket.write(serialiseHead(signedRequest(body), 10_000_000));
    expect(await statuses(1)).toEqual([413]);
  });

  it.each([
    ['content-length: 8000000', (piece: string) => piece],
    ['transfer-encoding: chunked', (piece: string) => `${piece.length.toString(16)}\r\n${piece}\r\n`],
  ])('is told 413 even when it reads no answer before it has sent all: %s', async (framing, framed) => {
    const receiver = await start(harness);
    const { socket, statuses } = openConnection(receiver.port);
    const broken = new Promise<never>((_resolve, reject) => socket.on('error', reject));
    const head = serialiseHead(signedRequest(body), 0).toString('latin1');
    socket.write(head.replace('content-length: 0', framing));
    for (let piece = 0; piece < 8; piece += 1) {
      socket.write(framed(' '.repeat(1_000_000)));
      await Promise.race([wait(30), broken]);
    }
    if (framing.endsWith('chunked')) socket.write('0\r\n\r\n');

    expect(await Promise.race([statuses(1), broken])).toEqual([413]);
    expect((await receiver.settled()).calls).toEqual([]);
  });

  it('is told 413 while an endless body is still being sent', async () => {
    const receiver = await start(harness);
    const { socket, statuses } = openConnection(receiver.port);
    const head = serialiseHead(signedRequest(body), 0).toString('latin1');
    socket.write(head.replace('content-length: 0', 'transfer-encoding: chunked'));
    socket.write(`${(1_048_577).toString(16)}\r\n${' '.repeat(1_048_577)}\r\n`);
    expect(await statuses(1)).toEqual([413]);
    expect((await receiver.settled()).calls).toEqual([]);
  });

  it('may break off midway: no handler is called, and the next callback is taken', async () => {
    const receiver = await start(harness);
    const { socket } = openConnection(receiver.port);
    const whole = serialise(signedRequest(body));
    socket.write(whole.subarray(0, whole.byteLength - 10), () => socket.destroy());
    await vi.waitFor(() => expect(receiver.log.join('\n')).toContain('body not read'));
    expect(receiver.log.join('\n')).toContain('"level":"warn"');
    expect(receiver.log.join('\n')).not.toContain('"level":"error"');

    expect((await receiver.send(signedRequest(body))).status).toBe(200);
    expect(await handledBy(receiver)).toEqual(['CONTACT_CREATE']);
  });
});
