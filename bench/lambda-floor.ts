import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { LambdaEvent, LambdaResult } from '../src/runtime/lambda-event.js';
import { signatureHeaders } from '../src/runtime/signature.js';
import { secret } from '../test/chaos/receiver-process.js';
import { eventKeys } from './event-keys.js';

/*
 * The least that a function does with an event: take its body, check its signature in constant time, parse it, see which
 * event it is and answer. It calls no handler, keeps nothing and bears nothing that a receiver has to bear.
 */

const key = createSecretKey(secret, 'utf8');

export async function floorHandler({ headers, body, isBase64Encoded }: LambdaEvent): Promise<LambdaResult> {
  const bytes = Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8');
  const expected = createHmac('sha256', key)
    .update(bytes)
    .update(`.${headers?.[signatureHeaders.nonce]}.${headers?.[signatureHeaders.timestamp]}`)
    .digest();
  const given = Buffer.from(headers?.[signatureHeaders.signature] ?? '', 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return answer(401, 'refused');
  const event = JSON.parse(bytes.toString()) as Record<string, unknown>;
  return Object.keys(event).some((name) => eventKeys.has(name))
    ? answer(200, 'accepted')
    : answer(400, 'unknown');
}

function answer(statusCode: number, body: string): LambdaResult {
  return {
    statusCode,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body,
    isBase64Encoded: false,
  };
}
