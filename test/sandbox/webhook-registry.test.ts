import { describe, expect, it } from 'vitest';
import { app, createTestSandbox, project, secret, target, triggers } from './support/test-sandbox.js';

describe('webhooks', () => {
  it('are made, listed, changed and deleted', () => {
    const { webhooks } = createTestSandbox().sandbox;
    const made = webhooks.create(project, { app_id: 'other', target: 'https://example.com/a', secret: 's' });
    expect(webhooks.ofApp('other')).toEqual([made]);

    webhooks.update(made.id, { triggers: ['OPT_IN'] });
    expect(webhooks.get(made.id)).toMatchObject({
      target: 'https://example.com/a',
      triggers: ['OPT_IN'],
      secret: 's',
    });

    webhooks.delete(made.id);
    expect(() => webhooks.get(made.id)).toThrow(expect.objectContaining({ httpStatus: 404 }));
    expect(webhooks.ofApp(app)).toMatchObject([{ target, secret, triggers }]);
  });

  it('are five to an app at most', () => {
    const { webhooks } = createTestSandbox().sandbox;
    const make = (n: number, appId = app) =>
      webhooks.create(project, { app_id: appId, target: `https://example.com/${n}` });
    for (let n = 2; n <= 5; n += 1) make(n);

    expect(() => make(6)).toThrow('The app has 5 webhooks already');
    expect(make(6, 'other')).toMatchObject({ appId: 'other' });
  });

  it('have targets that no other webhook of the app has', () => {
    const { webhooks } = createTestSandbox().sandbox;
    expect(() => webhooks.create(project, { app_id: app, target })).toThrow(
      expect.objectContaining({ httpStatus: 409 }),
    );
    const other = webhooks.create(project, { app_id: app, target: `${target}?2` });
    expect(() => webhooks.update(other.id, { target })).toThrow(expect.objectContaining({ httpStatus: 409 }));
    expect(webhooks.update(other.id, { target: `${target}?2` })).toEqual(other);
  });

  it.each([
    ['of more than 742 characters', `https://example.com/${'a'.repeat(723)}`, 'more than 742 characters'],
    ['that is no http address', 'ftp://example.com/', 'no http address'],
    ['that is no address', 'example', 'no http address'],
    ['that is the API itself', 'https://conversation-api.eu.sinch.com/x', 'Conversation API itself'],
  ])('refuse a target %s', (_what, wrong, message) => {
    const { webhooks } = createTestSandbox().sandbox;
    expect(() => webhooks.create(project, { app_id: 'other', target: wrong })).toThrow(message);
  });

  it('take a target of 742 characters', () => {
    const { webhooks } = createTestSandbox().sandbox;
    const longest = `https://example.com/${'a'.repeat(722)}`;
    expect(webhooks.create(project, { app_id: 'other', target: longest }).target).toHaveLength(742);
  });

  it('refuse a trigger that there is not', () => {
    const { webhooks } = createTestSandbox().sandbox;
    const body = { app_id: 'other', target: 'https://example.com/', triggers: ['MESSAGE_INBOUNDS'] };
    expect(() => webhooks.create(project, body)).toThrow('"MESSAGE_INBOUNDS", which is none');
  });
});
