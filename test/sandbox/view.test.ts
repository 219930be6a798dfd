import { expect, it } from 'vitest';
import { messageView, phoneView, webhookView } from '../../src/sandbox/view.js';
import { createStillSandbox, person, textMessage } from './support/still-sandbox.js';

it('shows a message by its text, and by what it is where it has none', () => {
  const { sandbox } = createStillSandbox();
  const viewOf = (content: Record<string, unknown>) =>
    messageView(sandbox.people.write(person('+1'), content));

  expect(viewOf(textMessage('Hello'))).toMatchObject({ text: 'Hello', kind: 'text_message', isCut: false });
  expect(viewOf({ location_message: { coordinates: {} } })).toMatchObject({
    text: '(location message)',
    kind: 'location_message',
  });
  expect(viewOf({ media_message: { url: 'https://files.example/a.png' } })).toMatchObject({
    text: 'https://files.example/a.png',
    kind: 'media_message',
  });
});

it('shows the beginning of a long text', () => {
  const { sandbox } = createStillSandbox();
  const viewOf = (length: number) =>
    messageView(sandbox.people.write(person('+1'), textMessage('x'.repeat(length))));

  expect(viewOf(2_000)).toMatchObject({ text: 'x'.repeat(2_000), isCut: false });
  expect(viewOf(2_001)).toMatchObject({ text: `${'x'.repeat(1_999)}…`, isCut: true });
  expect(JSON.stringify(viewOf(100_000)).length).toBeLessThan(3_000);
});

it('shows a phone within its app', () => {
  const { sandbox } = createStillSandbox();
  sandbox.people.introduce({ ...person('+1'), displayName: 'A customer' });
  const { identity } = person('+1');

  expect(phoneView('an-app', identity, sandbox)).toEqual({
    key: JSON.stringify(['an-app', 'SMS', '+1']),
    appId: 'an-app',
    identity,
    displayName: 'A customer',
    isOptedOut: false,
  });
  expect(phoneView('another-app', identity, sandbox)).not.toHaveProperty('displayName');
});

it('shows a webhook without its secret, and how it fares once it was sent something', async () => {
  const { sandbox, webhook, move, answer } = createStillSandbox();
  const seen = webhookView(webhook, sandbox);

  expect(seen).toEqual({
    id: webhook.id,
    appId: 'an-app',
    target: 'https://receiver.example/hooks',
    triggers: ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY', 'OPT_OUT'],
    isSigned: true,
  });
  expect(webhookView({ ...webhook, secret: '' }, sandbox).isSigned).toBe(false);

  answer.outcome = { kind: 'failed', reason: 'ECONNREFUSED' };
  sandbox.people.write(person('+1'), textMessage('Hello'));
  await move(0);
  const later = webhookView(webhook, sandbox);
  expect(later.report).toMatchObject({
    breaker: 'closed',
    waiting: 1,
    retries: 1,
    last: { outcome: { kind: 'failed', reason: 'ECONNREFUSED' } },
  });
  expect(JSON.stringify(later)).not.toContain('what-nobody-may-see');
});
