import { describe, expect, it } from 'vitest';
import { defaultChannel } from '../../src/sandbox/settings.js';
import { app, createTestSandbox, project, type Received, textTo } from './support/test-sandbox.js';

const person = { appId: app, projectId: project, identity: { channel: 'SMS', identity: '12025550143' } };

describe('a message that is sent', () => {
  it('is submitted, queued, delivered and read, with one accepted time in all of it', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    const { message_id, accepted_time } = sandbox.sendMessage(
      project,
      textTo(['WHATSAPP'], { message_metadata: '{"order":1}', correlation_id: 'order-1' }),
    );
    await clock.pass(10_000);

    expect(received.map(stepOf)).toEqual([
      'MESSAGE_SUBMIT on WHATSAPP',
      'QUEUED_ON_CHANNEL on WHATSAPP',
      'DELIVERED on WHATSAPP',
      'READ on WHATSAPP',
    ]);
    expect(received.map(({ at }) => at)).toEqual([0, 100, 500, 2_000]);
    for (const { body } of received) {
      expect(body).toMatchObject({
        app_id: app,
        project_id: project,
        accepted_time,
        message_metadata: '{"order":1}',
        correlation_id: 'order-1',
      });
      expect(payloadOf(body)).toMatchObject({
        message_id,
        contact_id: '',
        conversation_id: '',
        channel_identity: { channel: 'WHATSAPP', identity: '12025550143', app_id: '' },
        metadata: '{"order":1}',
        processing_mode: 'DISPATCH',
      });
    }
    expect(received[0]?.body).toMatchObject({
      message_submit_notification: {
        submitted_message: { text_message: { text: 'Your order has left' }, agent: null },
      },
    });
  });

  it('is not read on a channel that does not report it', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    sandbox.sendMessage(project, textTo(['SMS']));
    await clock.pass(10_000);

    expect(received.map(stepOf).at(-1)).toBe('DELIVERED on SMS');
  });

  it('switches channels in the order that was asked for, and fails on the last', async () => {
    const failing = { ...defaultChannel, failures: 1, reason: 'RECIPIENT_NOT_REACHABLE' };
    const { sandbox, clock, received } = createTestSandbox({ channels: { '*': failing } });
    sandbox.sendMessage(
      project,
      textTo(['SMS', 'WHATSAPP', 'RCS'], { channel_priority_order: ['RCS', 'WHATSAPP', 'SMS'] }),
    );
    await clock.pass(10_000);

    expect(received.map(stepOf)).toEqual([
      'MESSAGE_SUBMIT on RCS',
      'QUEUED_ON_CHANNEL on RCS',
      'SWITCHING_CHANNEL on RCS',
      'MESSAGE_SUBMIT on WHATSAPP',
      'QUEUED_ON_CHANNEL on WHATSAPP',
      'SWITCHING_CHANNEL on WHATSAPP',
      'MESSAGE_SUBMIT on SMS',
      'QUEUED_ON_CHANNEL on SMS',
      'FAILED on SMS',
    ]);
    const reasons = received.map(({ body }) => payloadOf(body)['reason']).filter(Boolean);
    expect(reasons).toHaveLength(3);
    expect(reasons[0]).toMatchObject({ code: 'RECIPIENT_NOT_REACHABLE', sub_code: 'UNSPECIFIED_SUB_CODE' });
  });

  it('is delivered by the next channel when the first fails', async () => {
    const { sandbox, clock, received } = createTestSandbox({
      channels: { '*': defaultChannel, RCS: { ...defaultChannel, failures: 1 } },
    });
    sandbox.sendMessage(project, textTo(['RCS', 'SMS']));
    await clock.pass(10_000);

    expect(received.map(stepOf)).toEqual([
      'MESSAGE_SUBMIT on RCS',
      'QUEUED_ON_CHANNEL on RCS',
      'SWITCHING_CHANNEL on RCS',
      'MESSAGE_SUBMIT on SMS',
      'QUEUED_ON_CHANNEL on SMS',
      'DELIVERED on SMS',
    ]);
  });

  it('fails for who opted out, until they opt in again', async () => {
    const { sandbox, clock, received } = createTestSandbox();
    sandbox.people.optOut(person);
    sandbox.sendMessage(project, textTo(['SMS']));
    await clock.pass(10_000);
    expect(received.map(stepOf).at(-1)).toBe('FAILED on SMS');
    expect(payloadOf(received.at(-1)?.body ?? {})).toMatchObject({
      reason: { code: 'RECIPIENT_NOT_OPTED_IN' },
    });

    sandbox.people.optIn(person);
    sandbox.sendMessage(project, textTo(['SMS']));
    await clock.pass(10_000);
    expect(received.map(stepOf).at(-1)).toBe('DELIVERED on SMS');
  });

  it('fails as often as its channel is set to', async () => {
    const { sandbox, clock, received } = createTestSandbox({
      channels: { '*': { ...defaultChannel, failures: 0.3 } },
      delivery: { ...fastDelivery },
    });
    for (let n = 0; n < 500; n += 1) sandbox.sendMessage(project, textTo(['SMS']));
    await clock.pass(60_000);

    const failed = received.filter((one) => stepOf(one) === 'FAILED on SMS').length;
    expect(failed).toBeGreaterThan(110);
    expect(failed).toBeLessThan(190);
    expect(received.filter((one) => stepOf(one) === 'DELIVERED on SMS')).toHaveLength(500 - failed);
  });
});

const fastDelivery = {
  ratePerSecond: 100_000,
  inFlight: 1_000,
  timeoutMs: 1_000,
  retry: { attempts: 1, firstMs: 1, factor: 1, longestMs: 1 },
  breaker: { failures: 10, pauseMs: 1_000 },
};

function stepOf({ trigger, body }: Received): string {
  const payload = payloadOf(body);
  if (payload['channel_identity'] === undefined) return trigger;
  const { channel } = payload['channel_identity'] as { channel: string };
  return `${trigger === 'MESSAGE_DELIVERY' ? String(payload['status']) : trigger} on ${channel}`;
}

function payloadOf(body: Record<string, unknown>): Record<string, unknown> {
  const payload = body['message_submit_notification'] ?? body['message_delivery_report'] ?? {};
  return payload as Record<string, unknown>;
}
