import { describe, expect, it } from 'vitest';
import { identitiesOf, strongestIdentity } from '../../src/runtime/identity.js';
import type { IdentityAlternative } from '../../src/runtime/recognition.js';
import { optIn } from '../support/test-receiver.js';

const body = Buffer.from('{}');

/** What the document's own identity makes of an event; `undefined` when it identifies nothing. */
function eventIdentity(
  identity: readonly IdentityAlternative[],
  event: Record<string, unknown>,
): string | undefined {
  const recognition = { kind: 'event', route: { ...optIn, identity }, event } as const;
  return identitiesOf('n', body, recognition).find((name) => name.startsWith('event:'));
}

describe('the identities of a delivery', () => {
  it('are its nonce and the digest of its bytes', () => {
    const unknown = { kind: 'unknown', reason: 'not-json', body: undefined } as const;
    expect(identitiesOf('nonce-1', Buffer.from('abc'), unknown)).toEqual([
      'nonce:nonce-1',
      'body:ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0',
    ]);
  });

  it('differ for bodies that differ in white space', () => {
    const unknown = { kind: 'unknown', reason: 'unknown-event', body: {} } as const;
    expect(identitiesOf('n', Buffer.from('{}'), unknown)).not.toEqual(
      identitiesOf('n', Buffer.from('{ }'), unknown),
    );
  });

  it('have a strongest one, which two of equal bytes share, and two that are one event by the document', () => {
    const strongest = (nonce: string, text: string, isKnown: boolean) => {
      const event = JSON.parse(text) as Record<string, unknown>;
      const recognition = isKnown
        ? ({ kind: 'event', route: { ...optIn, identity: [['id']] }, event } as const)
        : ({ kind: 'unknown', reason: 'unknown-event', body: event } as const);
      return strongestIdentity(identitiesOf(nonce, Buffer.from(text), recognition));
    };

    expect(strongest('1', '{"id":1}', false)).toBe(strongest('2', '{"id":1}', false));
    expect(strongest('1', '{"id":1}', false)).not.toBe(strongest('1', '{"id": 1}', false));
    expect(strongest('1', '{"id":1}', true)).toBe(strongest('2', '{"id": 1}', true));
    expect(strongest('1', '{"id":1}', true)).not.toBe(strongest('1', '{"id":2}', true));
  });

  it('include what the document says identifies the event, under its trigger', () => {
    expect(eventIdentity([['a.id', 'a.state']], { a: { id: 'x', state: 'READ' } })).toBe(
      'event:["OPT_IN",null,0,["x","READ"]]',
    );
  });

  it('differ for the same event of two apps', () => {
    const ofApp = (appId: unknown) => eventIdentity([['id']], { app_id: appId, id: 'x' });
    expect(ofApp('one')).toBe('event:["OPT_IN","one",0,["x"]]');
    expect(ofApp('two')).not.toBe(ofApp('one'));
    expect([ofApp(''), ofApp(null), ofApp(1)]).toEqual(Array<unknown>(3).fill(ofApp(undefined)));
  });
});

describe('an identity of the document', () => {
  it('is the first alternative of which every part is there', () => {
    const alternatives = [['a.id', 'a.state'], ['a.id']];
    expect(eventIdentity(alternatives, { a: { id: 'x', state: '' } })).toBe('event:["OPT_IN",null,1,["x"]]');
    expect(eventIdentity(alternatives, { a: { id: 'x', state: 'READ' } })).toBe(
      'event:["OPT_IN",null,0,["x","READ"]]',
    );
  });

  it('is not that of another alternative with equal values', () => {
    const alternatives = [['a'], ['b']];
    expect(eventIdentity(alternatives, { a: 'x' })).not.toBe(eventIdentity(alternatives, { b: 'x' }));
  });

  it.each([
    ['absent', {}],
    ['empty', { a: { id: '' } }],
    ['null', { a: { id: null } }],
    ['an empty object', { a: { id: {} } }],
    ['an empty list', { a: { id: [] } }],
    ['a number that was rounded when it was read', { a: { id: 2 ** 53 } }],
    ['below something that is no object', { a: 'text' }],
    ['below a list', { a: [{ id: 'x' }] }],
  ])('does not count while a part is %s', (_case, event) => {
    expect(eventIdentity([['a.id']], event)).toBeUndefined();
  });

  it('does not read inherited properties', () => {
    expect(eventIdentity([['a.constructor.name']], { a: {} })).toBeUndefined();
  });

  it.each([
    [0, 'event:["OPT_IN",null,0,[0]]'],
    [false, 'event:["OPT_IN",null,0,[false]]'],
  ])('takes the value %j as it is written', (value, expected) => {
    expect(eventIdentity([['a']], { a: value })).toBe(expected);
  });

  it.each([
    ['1', 1],
    ['true', true],
    ['["z"]', ['z']],
  ])('keeps the text %j apart from the value %j', (text, value) => {
    expect(eventIdentity([['a']], { a: text })).not.toBe(eventIdentity([['a']], { a: value }));
  });

  it('keeps an object apart from a text that is its digest', () => {
    const ofObject = eventIdentity([['a']], { a: { x: 1 } }) ?? '';
    const digest = /"sha256":"([^"]+)"/.exec(ofObject)?.[1];
    expect(digest).toBeDefined();
    expect(eventIdentity([['a']], { a: digest })).not.toBe(ofObject);
  });

  it('is the same for an object whose keys come in another order, and only then', () => {
    const one = eventIdentity([['a']], { a: { x: 1, y: { p: 1, q: 2 } } });
    expect(eventIdentity([['a']], { a: { y: { q: 2, p: 1 }, x: 1 } })).toBe(one);
    expect(eventIdentity([['a']], { a: { x: 1, y: { p: 2, q: 1 } } })).not.toBe(one);
  });

  it('can be the sorted keys of an object', () => {
    expect(eventIdentity([[{ keysOf: 'a' }]], { a: { z: 1, b: 2 } })).toBe(
      'event:["OPT_IN",null,0,[["b","z"]]]',
    );
    expect(eventIdentity([[{ keysOf: 'a' }]], { a: { 'b z': 1 } })).toBe('event:["OPT_IN",null,0,[["b z"]]]');
    expect(eventIdentity([[{ keysOf: 'a' }]], { a: {} })).toBeUndefined();
    expect(eventIdentity([[{ keysOf: 'a' }]], { a: ['z'] })).toBeUndefined();
  });

  it('keeps values apart that would read the same when joined', () => {
    const parts: IdentityAlternative[] = [['a', 'b']];
    expect(eventIdentity(parts, { a: 'x","y', b: 'z' })).not.toBe(
      eventIdentity(parts, { a: 'x', b: 'y","z' }),
    );
  });
});
