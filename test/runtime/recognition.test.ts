import { describe, expect, it } from 'vitest';
import { createRecogniser, type Recognition, type Route } from '../../src/runtime/recognition.js';
import { contactCreate, optIn } from '../support/test-receiver.js';

const keyless: Route = { ...optIn, trigger: 'KEYLESS', eventKey: undefined, address: '/keyless' };
const recognise = createRecogniser([contactCreate, optIn, keyless]);

function recogniseText(text: string, channel?: readonly Route[]): Recognition {
  return recognise(Buffer.from(text), channel);
}

/** The trigger of an event, or why there is none. */
function outcomeOf(text: string, channel?: readonly Route[]): string {
  const recognition = recogniseText(text, channel);
  return recognition.kind === 'event' ? recognition.route.trigger : recognition.reason;
}

function nested(levels: number): string {
  return `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
}

describe('an event', () => {
  it('is told by its key at the top level', () => {
    expect(outcomeOf('{"app_id":"a","opt_in_notification":{}}')).toBe('OPT_IN');
  });

  it('is handed on as it was parsed', () => {
    expect(recogniseText('{"opt_in_notification":{"contact_id":"c"}}')).toEqual({
      kind: 'event',
      route: optIn,
      event: { opt_in_notification: { contact_id: 'c' } },
    });
  });

  it('is not told by a key further down', () => {
    expect(outcomeOf('{"message":{"opt_in_notification":{}}}')).toBe('unknown-event');
  });

  it('is not told by a key whose value is null', () => {
    expect(outcomeOf('{"contact_create_notification":null,"opt_in_notification":{}}')).toBe('OPT_IN');
    expect(outcomeOf('{"opt_in_notification":null}')).toBe('unknown-event');
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('is not told by the inherited name %s', (key) => {
    expect(outcomeOf(`{"${key}":{}}`)).toBe('unknown-event');
  });

  it('is taken by the path of its own channel', () => {
    expect(outcomeOf('{"opt_in_notification":{}}', [contactCreate, optIn])).toBe('OPT_IN');
  });

  it('is not taken by the path of another channel', () => {
    expect(outcomeOf('{"opt_in_notification":{}}', [contactCreate])).toBe('other-channel');
  });

  it('without a key of its own is told by the path of its channel alone', () => {
    expect(outcomeOf('{"anything":1}', [keyless])).toBe('KEYLESS');
    expect(outcomeOf('{"anything":1}')).toBe('unknown-event');
  });

  it('with the key of another channel is taken by a channel that takes anything', () => {
    expect(outcomeOf('{"opt_in_notification":{}}', [keyless])).toBe('KEYLESS');
    expect(outcomeOf('{"opt_in_notification":{}}', [keyless, optIn])).toBe('OPT_IN');
  });
});

describe('two events with one key', () => {
  const first: Route = { ...optIn, trigger: 'FIRST', eventKey: 'shared', address: '/first' };
  const second: Route = { ...first, trigger: 'SECOND', address: '/second' };
  const recogniseShared = createRecogniser([first, second, contactCreate]);
  const taken = (channel?: readonly Route[], text = '{"shared":{}}'): unknown => {
    const recognition = recogniseShared(Buffer.from(text), channel);
    return recognition.kind === 'event' ? recognition.route.trigger : recognition.reason;
  };

  it('are the first one on the base path', () => {
    expect(taken()).toBe('FIRST');
  });

  it('are told apart by the paths of their channels', () => {
    expect(taken([first])).toBe('FIRST');
    expect(taken([second])).toBe('SECOND');
  });

  it('are each told by the channel’s own key when the body has that of another channel as well', () => {
    expect(taken([second], '{"contact_create_notification":{},"shared":{}}')).toBe('SECOND');
  });
});

describe('events told by the value of a property', () => {
  const tagged = (trigger: string, ...values: readonly string[]): Route => ({
    ...keyless,
    trigger,
    address: '/tagged',
    tag: { property: 'type', values },
  });
  const routes = [tagged('PAID', 'paid', 'paid_late'), tagged('SENT', 'sent')];
  const recogniseTagged = createRecogniser([...routes, optIn]);
  const told = (text: string, channel?: readonly Route[]): unknown => {
    const recognition = recogniseTagged(Buffer.from(text), channel);
    return recognition.kind === 'event' ? recognition.route.trigger : recognition.reason;
  };

  it('are told on the base path and on that of their channel', () => {
    for (const channel of [undefined, routes]) {
      expect(told('{"type":"paid"}', channel)).toBe('PAID');
      expect(told('{"type":"paid_late"}', channel)).toBe('PAID');
      expect(told('{"type":"sent"}', channel)).toBe('SENT');
    }
  });

  it('are none of them with another value, or none', () => {
    for (const text of ['{"type":"other"}', '{"type":["paid"]}', '{}', '{"a":{"type":"paid"}}']) {
      expect(told(text)).toBe('unknown-event');
      expect(told(text, routes)).toBe('unknown-event');
    }
  });

  it('are of another channel where only that has the value', () => {
    expect(told('{"type":"sent"}', [optIn])).toBe('other-channel');
  });

  it('yield to a key', () => {
    expect(told('{"type":"sent","opt_in_notification":{}}')).toBe('OPT_IN');
  });

  it('are told by the path where the channel has no other event', () => {
    expect(told('{"type":"new"}', routes.slice(0, 1))).toBe('PAID');
  });

  it('are told before an event of their channel that nothing tells', () => {
    expect(told('{"type":"sent"}', [keyless, ...routes])).toBe('SENT');
    expect(told('{"type":"new"}', [...routes, keyless])).toBe('KEYLESS');
  });
});

describe('events of one channel that nothing in a body tells', () => {
  const routes = ['FIRST', 'SECOND', 'THIRD'].map((trigger): Route => ({ ...keyless, trigger }));
  const byName = createRecogniser(routes, ({ trigger }, body) => body['only'] === trigger);

  it.each([
    ['{"only":"SECOND"}', 'SECOND'],
    ['{"only":"THIRD"}', 'THIRD'],
    ['{"only":"NONE"}', 'FIRST'],
  ])('are told by what fits them, else are the first: %s', (text, trigger) => {
    expect(byName(Buffer.from(text), routes)).toMatchObject({ route: { trigger } });
    expect(byName(Buffer.from(text), undefined)).toMatchObject({ reason: 'unknown-event' });
  });
});

describe('a channel whose address is a slash', () => {
  it('takes on the base path what no other event is', () => {
    const root = { ...keyless, address: '/' };
    const recogniseRoot = createRecogniser([root, optIn]);
    expect(recogniseRoot(Buffer.from('{"a":1}'), undefined)).toMatchObject({ route: { trigger: 'KEYLESS' } });
    expect(recogniseRoot(Buffer.from('{"opt_in_notification":{}}'), undefined)).toMatchObject({
      route: { trigger: 'OPT_IN' },
    });
  });
});

describe('a body that no handler can take', () => {
  it.each(['', ' ', '{', "{'a':1}", '{"a":1}{}', '\ufeff{}', 'NaN'])('is not JSON: %j', (text) => {
    expect(recogniseText(text)).toEqual({ kind: 'unknown', reason: 'not-json', body: undefined });
  });

  it.each([['[]'], ['[{"opt_in_notification":{}}]'], ['"text"'], ['5'], ['true'], ['null']])(
    'is not an object: %s',
    (text) => {
      expect(recogniseText(text)).toEqual({
        kind: 'unknown',
        reason: 'not-an-object',
        body: JSON.parse(text) as unknown,
      });
    },
  );

  it('is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xff), Buffer.from('"}')]);
    expect(recognise(bytes, undefined)).toEqual({ kind: 'unknown', reason: 'not-utf8', body: undefined });
  });

  it('is 65 levels deep, where 64 are not too many', () => {
    expect(outcomeOf(nested(64))).toBe('unknown-event');
    expect(outcomeOf(nested(65))).toBe('too-deep');
  });

  it('is a deep list, which nobody could turn into text again', () => {
    const levels = 100_000;
    expect(recogniseText('['.repeat(levels) + ']'.repeat(levels))).toEqual({
      kind: 'unknown',
      reason: 'too-deep',
      body: undefined,
    });
  });
});

describe('the key __proto__', () => {
  it.each([
    ['as it is', '{"__proto__":{"admin":true}}'],
    ['further down', '{"opt_in_notification":{"a":[{"__proto__":1}]}}'],
    ['in a list', '[{"__proto__":1}]'],
    ['with an escaped underscore', '{"\\u005f_proto__":1}'],
    ['with an escaped underscore in capitals', '{"__proto\\u005F_":1}'],
    ['with an escaped p', '{"__\\u0070roto__":1}'],
    ['with an escaped r', '{"__p\\u0072oto__":1}'],
    ['with an escaped o', '{"__pr\\u006Fto__":1}'],
    ['with an escaped t', '{"__pro\\u0074o__":1}'],
  ])('is refused %s', (_case, text) => {
    expect(recogniseText(text)).toEqual({ kind: 'unknown', reason: 'forbidden-key', body: undefined });
  });

  it.each(['__proto__', '\\u005f_proto__'])('may be somebody’s message: %s', (text) => {
    expect(outcomeOf(`{"opt_in_notification":{"note":"${text}"}}`)).toBe('OPT_IN');
  });
});
