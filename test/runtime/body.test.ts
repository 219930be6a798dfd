import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readRequestBody } from '../../src/runtime/body.js';
import { SenderGoneError } from '../../src/runtime/http.js';

/** A request whose body arrives as the test pushes it; `null` ends it. */
function incoming(...chunks: readonly (string | null)[]): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  for (const chunk of chunks) request.push(chunk === null ? null : Buffer.from(chunk));
  return request;
}

describe('a body', () => {
  it('is the bytes of all chunks', async () => {
    expect(await readRequestBody(incoming('{"a"', ':', '1}', null), 100)).toEqual(Buffer.from('{"a":1}'));
  });

  it('may have no bytes', async () => {
    expect(await readRequestBody(incoming(null), 100)).toEqual(Buffer.alloc(0));
  });

  it('may have as many bytes as the limit', async () => {
    expect(await readRequestBody(incoming('12345', '67890', null), 10)).toHaveLength(10);
  });

  it('is counted in bytes, not in characters', async () => {
    expect(await readRequestBody(incoming('ääää', null), 7)).toBeUndefined();
  });

  it('that stops midway rejects', async () => {
    const request = incoming('{"a":');
    const body = readRequestBody(request, 100);
    request.destroy();
    await expect(body).rejects.toThrow(SenderGoneError);
  });

  it('whose connection breaks rejects', async () => {
    const request = incoming('{"a":');
    const body = readRequestBody(request, 100);
    request.destroy(new Error('ECONNRESET'));
    await expect(body).rejects.toThrow(SenderGoneError);
  });

  it('that stopped before anybody read it rejects', async () => {
    const request = incoming('{"a":');
    request.destroy();
    await expect(readRequestBody(request, 100)).rejects.toThrow(SenderGoneError);
  });
});

describe('bodies that are slow together', () => {
  it('hold no more than 256 MiB, and give it back when their senders are gone', async () => {
    const mebibyte = 'x'.repeat(1_048_576);
    const slow = Array.from({ length: 256 }, () => incoming(mebibyte));
    const waiting = slow.map((request) => readRequestBody(request, 2_097_152).catch(() => 'gone'));
    await setImmediate();
    await expect(readRequestBody(incoming('one more', null), 100)).rejects.toThrow('too many bodies');

    for (const request of slow) request.destroy();
    expect(await Promise.all(waiting)).toEqual(slow.map(() => 'gone'));
    expect(await readRequestBody(incoming('one more', null), 100)).toHaveLength(8);
  });
});

describe('a body over the limit', () => {
  it('is read to its end, so that the sender gets to see its answer', async () => {
    const request = incoming('12345', '678901', 'and more', null);
    expect(await readRequestBody(request, 10)).toBeUndefined();
    expect(request.readableEnded).toBe(true);
  });

  it('is read to its end when its length says so before', async () => {
    const request = incoming('12345', null);
    request.headers['content-length'] = '11';
    expect(await readRequestBody(request, 10)).toBeUndefined();
    expect(request.readableEnded).toBe(true);
  });

  it('is given up when the sender waits for its answer', async () => {
    const request = incoming('12345678901');
    expect(await readRequestBody(request, 10)).toBeUndefined();
    expect(request.readableEnded).toBe(false);
  });

  it('is given up when the sender does not stop', async () => {
    const request = incoming();
    let [pushed, isGivenUp] = [0, false];
    const body = readRequestBody(request, 10).finally(() => (isGivenUp = true));
    while (!isGivenUp && pushed < 50) {
      pushed += 1;
      request.push(Buffer.alloc(1_048_576));
      await setImmediate();
    }
    expect(await body).toBeUndefined();
    expect(pushed).toBeGreaterThan(16);
    expect(pushed).toBeLessThan(20);
  });

  it('is given up when the sender hangs up', async () => {
    const request = incoming('12345678901');
    const body = readRequestBody(request, 10);
    await setImmediate();
    request.destroy(new Error('ECONNRESET'));
    expect(await body).toBeUndefined();
  });
});

describe('a body that something read before', () => {
  const readBefore = 'a body parser has read the body before the receiver';

  it('rejects, and says what to do', async () => {
    const request = incoming('{}', null);
    for await (const chunk of request) expect(chunk).toEqual(Buffer.from('{}'));
    await expect(readRequestBody(request, 100)).rejects.toThrow(`${readBefore}: mount the receiver first`);
  });

  it('rejects when it had no bytes', async () => {
    const request = incoming(null);
    for await (const chunk of request) expect.unreachable(String(chunk));
    await expect(readRequestBody(request, 100)).rejects.toThrow(readBefore);
  });

  it('rejects when it was only made text', async () => {
    const request = incoming('{}', null);
    request.setEncoding('utf8');
    await expect(readRequestBody(request, 100)).rejects.toThrow(readBefore);
  });
});
