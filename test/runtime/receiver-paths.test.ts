import { describe, expect, it } from 'vitest';
import { noMetrics } from '../../src/runtime/metrics.js';
import { contactCreate, createTestReceiver, optIn, postSigned } from '../support/test-receiver.js';

const optInBody = '{"opt_in_notification":{"contact_id":"c"}}';

describe('the paths of a receiver', () => {
  const { receiver } = createTestReceiver({ routes: [optIn] });

  it.each([
    '/healthz',
    '/readyz',
    '/webhooks/sinch',
    '/webhooks/sinch/',
    '/webhooks/sinch/conversation/opt-in',
    '/webhooks/sinch/conversation/opt-in/',
  ])(
    'are the base and each channel’s, with and without a slash at the end, and the health checks: %s',
    (path) => {
      expect(receiver.answers(path)).toBe(true);
    },
  );

  it.each(['/', '/healthz/', '/metrics', '/webhooks/sinch//', '/webhooks/sinch/conversation', ''])(
    'are no others: %s',
    (path) => {
      expect(receiver.answers(path)).toBe(false);
    },
  );

  it('hold the metrics where there are any', () => {
    const metrics = { ...noMetrics, render: async () => ({ status: 200, headers: {}, body: '' }) };
    expect(createTestReceiver({ metrics }).receiver.answers('/metrics')).toBe(true);
  });

  it('hold an event whose address has no slash in front, or one at its end', async () => {
    const routes = [{ ...optIn, address: 'opt-in/' }];
    const { receiver, handled } = createTestReceiver({ routes });
    expect(await postSigned(receiver, optInBody, { path: '/webhooks/sinch/opt-in' })).toBe(200);
    expect(handled).toEqual(['OPT_IN']);
  });

  it('hold what stands for a parameter of an address', async () => {
    const routes = [{ ...optIn, address: '/light/{id}/on', eventKey: undefined }];
    const { receiver, handled } = createTestReceiver({ routes });
    expect(await postSigned(receiver, '{"a":1}', { path: '/webhooks/sinch/light/7/on' })).toBe(200);
    expect(handled).toEqual(['OPT_IN']);
    expect(receiver.answers('/webhooks/sinch/light/7')).toBe(false);
  });

  it('can be shared by several events of one channel', async () => {
    const shared = [contactCreate, optIn].map((route) => ({ ...route, address: '/all' }));
    const { receiver, handled } = createTestReceiver({ routes: shared });
    await postSigned(receiver, optInBody, { path: '/webhooks/sinch/all' });
    await postSigned(receiver, '{"contact_create_notification":{}}', { path: '/webhooks/sinch/all' });
    expect(handled).toEqual(['OPT_IN', 'CONTACT_CREATE']);
  });
});
