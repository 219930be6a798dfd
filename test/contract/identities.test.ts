import { expect, it } from 'vitest';
import { sampleOf } from '../support/samples.js';
import { describePairs } from './harness/describe-pairs.js';
import { signedRequest } from './harness/request.js';
import { handledBy, start } from './harness/start.js';
import { inboxHarnesses } from './harness/targets.js';

/** What makes another event of a sample, and what is only a repeat of it with another envelope. */
const cases = [
  ['MESSAGE_SUBMIT', '"identity": "447700900123"', '"identity": "447700900124"'],
  ['MESSAGE_DELIVERY', '"identity": "12025550143"', '"identity": "12025550144"'],
  ['MESSAGE_DELIVERY', '"status": "DELIVERED"', '"status": "READ"'],
  ['EVENT_DELIVERY', '"identity": "7203958164420917"', '"identity": "7203958164420918"'],
  ['CONVERSATION_START', '"last_received": "0001', '"last_received": "2025'],
  ['CONVERSATION_STOP', /"last_received": "\d{4}/, '"last_received": "2024'],
  ['CONVERSATION_DELETE', '"last_received": "2025', '"last_received": "2024'],
  ['CONTACT_UPDATE', '"language": "EN_GB"', '"language": "DE"'],
  ['CAPABILITY', '"CAPABILITY_PARTIAL"', '"CAPABILITY_FULL"'],
  ['OPT_IN', '"OPT_IN_SUCCEEDED"', '"OPT_IN_FAILED"'],
  ['OPT_OUT', '"OPT_OUT_FAILED"', '"OPT_OUT_SUCCEEDED"'],
  ['SMART_CONVERSATIONS', '"ml_nlu_result"', '"ml_pii_result"'],
  ['MESSAGE_INBOUND', /"app_id": "[^"]+"/, '"app_id": "another-app"'],
] as const;

describePairs('an event that differs from an earlier one, to $name', inboxHarnesses, (harness) => {
  it.each(cases)('is handled: %s with %s as %s', async (trigger, part, other) => {
    const first = sampleOf(trigger).toString('utf8');
    const second = first.replace(part, other);
    expect(second).not.toBe(first);

    const receiver = await start(harness);
    await receiver.send(signedRequest(first));
    await receiver.send(signedRequest(second));
    expect(await handledBy(receiver)).toEqual([trigger, trigger]);
  });
});

describePairs('an event that comes again in another envelope, to $name', inboxHarnesses, (harness) => {
  it.each([...new Set(cases.map(([trigger]) => trigger))])('is not handled: %s', async (trigger) => {
    const first = sampleOf(trigger).toString('utf8');
    const again = first.replace('"message_metadata": "', '"message_metadata": "again ');
    expect(again).not.toBe(first);

    const receiver = await start(harness);
    await receiver.send(signedRequest(first));
    await receiver.settled();
    expect((await receiver.send(signedRequest(again))).body).toBe('duplicate');
    expect(await handledBy(receiver)).toEqual([trigger]);
  });
});
