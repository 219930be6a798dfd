import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { openSocket, readAnswer, type Status } from '../connection.js';
import { createEvents } from '../events.js';
import { atLeast, atMost, exactly, largest, noted } from '../figure.js';
import { openPool, sendLoad } from '../load.js';
import { countIdentities, countRows, readJournal } from '../outcome.js';
import { journalOf, startReceiver, storeOf } from '../receiver-process.js';
import { headersOf, rawRequest, requestHead, signedRequest } from '../requests.js';
import { basePath } from '../build-receiver.js';
import type { Scenario } from '../scenario.js';
import { watchMemory } from './load.js';

const growthLimit = 200;
const endlessLimit = 512 * 1_048_576;
const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')]);

export const bodies: Scenario = {
  name: 'bodies',
  title: 'compressed bombs, bodies without an end, and senders that hang up midway',
  async *run(stage) {
    const events = createEvents(stage.random);
    const receiver = await startReceiver(stage);
    const { port } = receiver;
    const before = await sendLoad({ port, events, perSecond: 200, seconds: 2 });
    const usual = receiver.residentMegabytes();
    const memory = watchMemory(receiver, 50);

    const bombs = stage.count(200, 20);
    const bombed = await sendBombs(port, bombs);
    yield noted('bombs of 256 MiB', bombs);
    yield exactly('bombs answered 415', bombed.filter((status) => status === 415).length, bombs);

    const streams = stage.count(50, 5);
    const endless = await Promise.all(Array.from({ length: streams }, () => sendEndless(port)));
    yield noted('endless bodies', streams);
    // Who writes on and on may find the connection broken before the answer is read.
    const told = endless.filter(({ status }) => status === 413).length;
    const cutOff = endless.filter(({ status }) => status === undefined).length;
    const sent = largest(endless.map((one) => one.sent)) / 1_048_576;
    yield atLeast('endless bodies answered 413', told, 1);
    yield exactly('endless bodies neither answered 413 nor cut off', streams - told - cutOff, 0);
    yield atMost('most that an endless body could send', sent, 64, 'MiB');

    const aborts = stage.count(1_000, 100);
    for (let done = 0; done < aborts; done += 1) {
      const { body } = events.next();
      await abortMidway(port, signedRequest(body), stage.random.fraction());
    }
    await wait(500);
    const samples = memory.stop();
    const after = await sendLoad({ port, events, perSecond: 100, seconds: 1 });
    await wait(500);
    const isAlive = receiver.isRunning();
    await receiver.kill();

    const whole = [...before, ...after].filter(({ status }) => status === 200).length;
    const rows = countRows(storeOf(stage));
    const known = countIdentities(storeOf(stage));
    yield noted('aborted bodies', aborts);
    yield exactly('whole events acknowledged', whole, before.length + after.length);
    // A nonce, a body and an event for each.
    yield exactly('identities kept', known, whole * 3);
    yield exactly('events handled', readJournal(journalOf(stage)).size, whole);
    yield exactly('rows left', rows.pending + rows.dead + rows.quarantine, 0);
    yield noted('resident memory before', usual, 'MiB');
    yield atMost('growth of resident memory', largest(samples) - usual, growthLimit, 'MiB');
    yield exactly('runs on', String(isAlive), 'true');
  },
};

async function sendBombs(port: number, number: number): Promise<Status[]> {
  const bomb = gzipSync(Buffer.alloc(256 * 1_048_576));
  const pool = openPool(port);
  const headers = [...headersOf(bomb), ['content-encoding', 'gzip']] as const;
  const request = rawRequest(bomb, { path: basePath, headers });
  const statuses = [];
  // One after the other: a bomb is 256 KiB before it goes off.
  for (let sent = 0; sent < number; sent += 1) statuses.push(await pool.send(request));
  pool.close();
  return statuses;
}

/** Sends chunks as fast as they are taken, until there is an answer or the connection ends. */
async function sendEndless(port: number): Promise<{ status: Status; sent: number }> {
  const socket = await openSocket(port);
  let status: Status;
  let isOver = false;
  let received = '';
  let sent = 0;
  const over = (): void => void (isOver = true);
  socket.on('error', over).on('close', over);
  socket.on('data', (data: Buffer) => {
    received += data.toString('latin1');
    status ??= readAnswer(received)?.status;
    if (status !== undefined) over();
  });
  socket.write(requestHead({ headers: [...headersOf(chunk), ['transfer-encoding', 'chunked']] }));
  while (!isOver && sent < endlessLimit) {
    sent += chunk.length;
    if (!socket.write(chunk)) await drainedOrOver(() => isOver || !socket.writableNeedDrain);
  }
  socket.destroy();
  return { status, sent };
}

async function drainedOrOver(isDone: () => boolean): Promise<void> {
  while (!isDone()) await wait(2);
}

async function abortMidway(port: number, request: Buffer, fraction: number): Promise<void> {
  const socket = await openSocket(port);
  const headEnd = request.indexOf('\r\n\r\n') + 4;
  const end = headEnd + Math.floor((request.length - headEnd) * fraction);
  await new Promise<void>((resolve) => socket.write(request.subarray(0, end), () => resolve()));
  if (fraction < 0.5) socket.resetAndDestroy();
  else socket.destroy();
}
