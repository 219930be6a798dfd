import type { Socket } from 'node:net';
import { watchLateness } from '../lateness.js';
import { serverLimits } from '../../../src/runtime/server-limits.js';
import { openSocket } from '../connection.js';
import { createEvents } from '../events.js';
import { atMost, exactly, largest, noted, percentile } from '../figure.js';
import { isAcknowledged, sendLoad } from '../load.js';
import { startReceiver } from '../receiver-process.js';
import { signedRequest } from '../requests.js';
import { scaleForFigures, type Scenario } from '../scenario.js';

const slack = 3_000;
/** One connection in so many is slow with its headers. */
const every = 4;
const everyMilliseconds = 1_000;

export const slowloris: Scenario = {
  name: 'slowloris',
  title: '3,000 connections that send a byte a second, while others are honest',
  isMostlyWaiting: true,
  async *run(stage) {
    const total = stage.count(3_000, 40);
    const events = createEvents(stage.random);
    const receiver = await startReceiver(stage);
    const { port } = receiver;
    await sendLoad({ port, events, perSecond: 200, seconds: 2 });

    const slow: SlowConnection[] = [];
    while (slow.length < total) {
      const request = signedRequest(events.next().body);
      // Some never come to the end of their headers. The others, more than may be in flight, send these at once.
      const start = slow.length % every === 0 ? 30 : request.indexOf('\r\n\r\n') + 4;
      slow.push(
        trickle(await openSocket(port), { request, start, phase: stage.random.below(everyMilliseconds) }),
      );
    }
    const longest = serverLimits.requestTimeout + serverLimits.connectionsCheckingInterval + slack;
    const lateness = watchLateness();
    const honest = await sendLoad({ port, events, perSecond: 100, seconds: longest / 1000 });
    const late = lateness();
    const lifetimes = slow.map(({ lifetime }) => lifetime());
    for (const { socket } of slow) socket.destroy();
    const isAlive = receiver.isRunning();
    await receiver.kill();

    const headers = lifetimes.filter((_time, index) => index % every === 0);
    const bodies = lifetimes.filter((_time, index) => index % every !== 0);
    const times = honest.map(({ milliseconds }) => milliseconds);
    const limit = stage.scale < scaleForFigures ? 2_000 : 100;
    const slowest = serverLimits.connectionsCheckingInterval + slack;
    yield noted('slow connections', total);
    yield exactly('of them still open', lifetimes.filter((time) => time === Infinity).length, 0);
    yield atMost('slow headers, closed after', largest(headers), serverLimits.headersTimeout + slowest, 'ms');
    yield atMost('slow bodies, closed after', largest(bodies), serverLimits.requestTimeout + slowest, 'ms');
    yield exactly('honest events not acknowledged', honest.filter((sent) => !isAcknowledged(sent)).length, 0);
    yield late;
    yield atMost('honest events acknowledged, 99 % within', percentile(times, 99), limit, 'ms');
    yield exactly('runs on', String(isAlive), 'true');
  },
};

interface SlowConnection {
  readonly socket: Socket;
  /** How long the receiver bore it; `Infinity` as long as it does. */
  readonly lifetime: () => number;
}

interface Trickle {
  readonly request: Uint8Array;
  /** How many bytes go at once. */
  readonly start: number;
  /** When the others begin, so that not all connections send together. */
  readonly phase: number;
}

/** Sends the first bytes of a request at once, and then one after the other, but never the last. */
function trickle(socket: Socket, { request, start, phase }: Trickle): SlowConnection {
  const startedAt = performance.now();
  let closedAt = Infinity;
  let sent = start;
  let timer: NodeJS.Timeout | undefined;
  const sendNext = (): void => {
    if (sent < request.length - 1) socket.write(request.subarray(sent, sent + 1));
    sent += 1;
    timer = setTimeout(sendNext, everyMilliseconds);
  };
  socket.write(request.subarray(0, start));
  timer = setTimeout(sendNext, phase);
  const end = (): void => {
    clearTimeout(timer);
    closedAt = Math.min(closedAt, performance.now());
  };
  socket.on('error', end).on('end', end).on('close', end).resume();
  return { socket, lifetime: () => closedAt - startedAt };
}
