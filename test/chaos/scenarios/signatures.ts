import { createHmac } from 'node:crypto';
import { signatureHeaders } from '../../../src/runtime/signature.js';
import { basePath } from '../build-receiver.js';
import { createEvents } from '../events.js';
import { exactly, noted } from '../figure.js';
import { sendAll } from '../load.js';
import { countIdentities, countRows, readJournal } from '../outcome.js';
import type { Random } from '../random.js';
import { journalOf, secret, startReceiver, storeOf } from '../receiver-process.js';
import { headersOf, newNonce, rawRequest } from '../requests.js';
import type { Scenario } from '../scenario.js';

interface Signed {
  readonly body: Buffer;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

type Forgery = (signed: Signed, random: Random) => Signed;

const connections = 64;

export const signatures: Scenario = {
  name: 'signatures',
  title: 'a million signatures, headers and bodies that were changed after signing',
  async *run(stage) {
    const total = stage.count(1_000_000, 1_000);
    const { random } = stage;
    const source = createEvents(random);
    const bodies = Array.from({ length: 500 }, () => source.next().body);
    const receiver = await startReceiver(stage);
    let left = total;
    const next = (): Uint8Array | undefined => {
      left -= 1;
      if (left < 0) return undefined;
      const body = random.pick(bodies);
      const forged = random.pick(forgeries)({ body, headers: headersOf(body) }, random);
      return rawRequest(forged.body, { path: basePath, headers: forged.headers });
    };
    const startedAt = performance.now();
    const answers = await sendAll({ port: receiver.port, connections, next });
    const seconds = (performance.now() - startedAt) / 1000;
    const isAlive = receiver.isRunning();
    await receiver.kill();
    const rows = countRows(storeOf(stage));
    const known = countIdentities(storeOf(stage));

    yield noted('requests a second', total / seconds);
    yield exactly('answered 401', answers.get(401) ?? 0, total);
    yield exactly('accepted', answers.get(200) ?? 0, 0);
    yield exactly(
      'kept, handled or remembered',
      rows.pending + rows.dead + rows.quarantine + known + readJournal(journalOf(stage)).size,
      0,
    );
    yield exactly('runs on', String(isAlive), 'true');
  },
};

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
// What HTTP takes in a header's value; a space at an end of it would be taken away again.
const printable = Array.from({ length: 94 }, (_item, index) => String.fromCharCode(33 + index)).join('');

const { signature, nonce, timestamp, algorithm } = signatureHeaders;
const names = [signature, nonce, timestamp, algorithm];

const forgeries: readonly Forgery[] = [
  (signed, random) => ({ ...signed, body: changeByte(signed.body, random) }),
  (signed, random) => ({ ...signed, body: Buffer.concat([signed.body, Buffer.from([random.below(256)])]) }),
  (signed, random) => ({ ...signed, body: signed.body.subarray(0, random.below(signed.body.length)) }),
  (signed, random) => change(signed, signature, (value) => changeCharacter(value, base64, random)),
  (signed, random) => change(signed, signature, (value) => changeCharacter(value, printable, random)),
  (signed) => change(signed, signature, (value) => value.replace(/=$/, '')),
  (signed) => change(signed, signature, (value) => `${value}=`),
  (signed) => change(signed, signature, (value) => Buffer.from(value, 'base64').toString('hex')),
  // Another text of the same bytes: the last character before the padding has two bits that do not count.
  (signed, random) =>
    change(signed, signature, (value) => {
      const last = base64.indexOf(value.charAt(42));
      return `${value.slice(0, 42)}${base64[(last & ~3) | ((last + 1 + random.below(3)) & 3)]}=`;
    }),
  (signed, random) => change(signed, nonce, (value) => changeCharacter(value, printable, random)),
  (signed) => change(signed, nonce, () => newNonce()),
  (signed, random) => change(signed, timestamp, (value) => String(Number(value) + 1 + random.below(100))),
  (signed) => change(signed, timestamp, (value) => `0${value}`),
  (signed, random) => change(signed, algorithm, (value) => changeCharacter(value, printable, random)),
  (signed, random) =>
    change(signed, algorithm, () => random.pick(['none', 'HmacSHA1', 'hmacsha256', 'HmacSHA512'])),
  (signed, random) => change(signed, random.pick(names), () => ''),
  (signed, random) => without(signed, random.pick(names)),
  (signed, random) => repeat(signed, random.pick(names)),
  // The border between the signed parts moved by one character.
  (signed) => ({ ...signed, body: Buffer.concat([signed.body, Buffer.from('.')]) }),
  ({ body, headers }) => ({
    body: Buffer.concat([body, Buffer.from(`.${valueOf(headers, nonce)}`)]),
    headers: headers.map(([name, value]) => [name, name === nonce ? valueOf(headers, timestamp) : value]),
  }),
  ({ body, headers }) => {
    const border = body.lastIndexOf('.');
    const moved = body.subarray(border + 1).toString('latin1');
    return {
      body: body.subarray(0, Math.max(0, border)),
      headers: headers.map(([name, value]) => [name, name === nonce ? `${moved}.${value}` : value]),
    };
  },
  ({ body }, random) =>
    signedWith(body, random.pick(['', ' ', `${secret} `, secret.slice(1), secret.toUpperCase()])),
  ({ body }, random) => ({
    body,
    headers: headersOf(body, { signedAt: unixNow() - 86_500 - random.below(1e6) }),
  }),
  ({ body }, random) => ({
    body,
    headers: headersOf(body, { signedAt: unixNow() + 400 + random.below(1e6) }),
  }),
];

function change({ body, headers }: Signed, name: string, by: (value: string) => string): Signed {
  const changed = headers.map(([key, value]) => [key, key === name ? by(value) : value] as const);
  // A change that changes nothing forges nothing.
  const isSame = changed.every(([, value], index) => value === headers[index]?.[1]);
  return isSame ? without({ body, headers }, name) : { body, headers: changed };
}

function without({ body, headers }: Signed, name: string): Signed {
  return { body, headers: headers.filter(([key]) => key !== name) };
}

function repeat({ body, headers }: Signed, name: string): Signed {
  return { body, headers: headers.flatMap((header) => (header[0] === name ? [header, header] : [header])) };
}

function valueOf(headers: Signed['headers'], name: string): string {
  return headers.find(([key]) => key === name)?.[1] ?? '';
}

function changeByte(body: Buffer, random: Random): Buffer {
  const copy = Buffer.from(body);
  const at = random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 + random.below(255));
  return copy;
}

function changeCharacter(text: string, alphabet: string, random: Random): string {
  const at = random.below(text.length);
  const others = alphabet.replace(text.charAt(at), '');
  return `${text.slice(0, at)}${random.pick([...others])}${text.slice(at + 1)}`;
}

function signedWith(body: Buffer, wrongSecret: string): Signed {
  const headers = headersOf(body);
  const text = `.${valueOf(headers, nonce)}.${valueOf(headers, timestamp)}`;
  const forged = createHmac('sha256', wrongSecret).update(body).update(text).digest('base64');
  return { body, headers: headers.map(([name, value]) => [name, name === signature ? forged : value]) };
}

function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}
