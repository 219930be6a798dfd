import { beforeAll, describe, expect, it } from 'vitest';
import { createBodyMask, type MaskBody } from '../../src/listen/mask-body.js';
import { createModelValidators } from '../../src/listen/model-validators.js';
import { createRecogniser } from '../../src/runtime/recognition.js';
import type { EventModel } from '../../src/model/receiver-model.js';
import { sampleOf, samples } from '../support/samples.js';
import { readEvents } from './support/start-listen.js';

let events: readonly EventModel[] = [];
let maskBody: MaskBody;

beforeAll(async () => {
  events = await readEvents();
  maskBody = createBodyMask(events);
});

describe.each(samples)('a masked $trigger', ({ trigger, body }) => {
  const sample = JSON.parse(body.toString()) as Record<string, unknown>;

  it('is still that event, and valid', () => {
    const masked = maskBody(sample, trigger);
    const recognise = createRecogniser(
      events.map(({ operationId, eventKey, tag, identity, address, trigger: name }) => ({
        trigger: name,
        eventKey,
        ...(tag && { tag }),
        address,
        operationId,
        identity,
      })),
    );
    expect(recognise(Buffer.from(JSON.stringify(masked)), undefined)).toMatchObject({
      kind: 'event',
      route: { trigger },
    });
    expect(createModelValidators(events)[trigger]?.(masked)).toEqual([]);
  });

  it('has the same shape, and no text of the original but words of the document and times', () => {
    const masked = maskBody(sample, trigger);
    expect(shapeOf(masked)).toEqual(shapeOf(sample));
    const before = new Set(textsOf(sample));
    const kept = textsOf(masked).filter((text) => text !== '' && before.has(text));
    // A file's type and a time are nobody's, and words of a list in the document are not what somebody wrote.
    const others = kept.filter(
      (text) => !/^\d{4}-\d\d-\d\dT|^[a-z]+\/[a-z0-9]+$/.test(text) && !isListed(text),
    );
    expect(others).toEqual([]);
  });

  it('keeps equal what was equal, and different what was different', () => {
    const masked = textsOf(maskBody(sample, trigger));
    const pairs = textsOf(sample).map((text, index) => [text, masked[index]] as const);
    const byText = new Map(pairs);
    for (const [text, mask] of pairs) expect(mask).toBe(byText.get(text));
    const masks = new Set(pairs.map(([, mask]) => mask));
    expect(masks.size).toBe(new Set(pairs.map(([text]) => text)).size);
  });
});

describe('what is personal', () => {
  const personal = {
    app_id: '01JX4T8Q2MZ7V5K3R9W6C1DBHE',
    project_id: '6f1d9a52-7c3b-4e80-9d25-3b8c07f4a1e6',
    message_metadata: '{"customer":"Ada Example","phone":"+447700900123","visits":3}',
    message: {
      contact_message: {
        text_message: { text: 'HELLO' },
        location_message: { title: 'Home', coordinates: { latitude: 51.501, longitude: -0.1419 } },
        media_message: { url: 'https://media.example.net/ada/passport.jpg?token=abc' },
      },
      channel_identity: { channel: 'WHATSAPP', identity: '447700900123' },
      contact_id: '01JX4V0N6PAG8Y2SF7TQ3E5KMB',
      sender_id: '447700900123',
    },
    '+447700900123': { email: 'ada@example.net', number: 447700900123, born: 'yesterday' },
  };

  it('is masked wherever it stands: in texts, numbers, keys, coordinates, and JSON within a text', () => {
    const text = JSON.stringify(maskBody(personal, 'MESSAGE_INBOUND'));

    for (const secret of [
      'Ada',
      'ada/',
      'ada@',
      '7700900',
      'HELLO',
      'Home',
      '51.5',
      '0.14',
      'passport',
      'token',
      '01JX4',
      '6f1d',
      'yesterday',
    ]) {
      expect(text, secret).not.toContain(secret);
    }
    expect(text).toContain('WHATSAPP');
  });

  it('is the same mask for the same phone, whether as a text, with a plus, as a number or as a key', () => {
    const masked = maskBody(personal, 'MESSAGE_INBOUND') as typeof personal;
    const { identity } = masked.message.channel_identity;

    expect(masked.message.sender_id).toBe(identity);
    expect(identity).toMatch(/^\d{12}$/);
    expect(JSON.parse(masked.message_metadata)).toMatchObject({ phone: `+${identity}`, visits: 3 });
    const odd = Object.entries(masked).find(([key]) => key === `+${identity}`)?.[1];
    expect(odd).toMatchObject({ number: Number(identity), email: 'person1@example.com' });
  });

  it('stays of its kind', () => {
    const { message } = maskBody(personal, 'MESSAGE_INBOUND') as typeof personal;
    expect(message.contact_id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(message.contact_message.media_message.url).toMatch(/^https:\/\/example\.com\/masked-\d\.jpg$/);
    const { latitude, longitude } = message.contact_message.location_message.coordinates;
    expect(Math.abs(latitude)).toBeLessThan(90);
    expect(Math.abs(longitude)).toBeLessThan(180);
  });

  it.each([
    ['a name as a key', { Ada: true, Ada_Example: 1 }, /Ada/],
    ['the end of a name in a URL', { url: 'https://social.example/ada.king' }, /king/],
    ['digits behind a point in a URL', { url: 'https://shop.example?to=+4477.00900' }, /00900/],
    ['the number of a card', { card: 4111111111111111 }, /4111/],
    ['a date of birth', { born: '1815-12-10' }, /1815/],
    [
      'a name that stands for a language or a type',
      { language: 'Lovelace', mime_type: 'byron' },
      /Lovelace|byron/,
    ],
  ])('is masked: %s', (_what, value, personal) => {
    const message_metadata = JSON.stringify(value);
    const masked = JSON.stringify(maskBody({ message: value, message_metadata }, 'MESSAGE_INBOUND'));
    expect(masked).not.toMatch(personal);
  });

  it('is masked in no time, whatever it looks like', () => {
    const text = `a@${'.'.repeat(5_000_000)}@`;
    expect(maskBody({ text }, undefined)).toEqual({ text: 'masked text 1' });
  });

  it('is masked in an event that the document does not know, too', () => {
    const { message } = JSON.parse(sampleOf('MESSAGE_INBOUND').toString()) as { message: unknown };
    const text = JSON.stringify(maskBody({ unknown_notification: message }, undefined));
    expect(text).not.toContain('447700900123');
    expect(text).not.toContain('Is the blue one');
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The same value with the kind of each part in its place. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === '' ? 'empty' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

function isListed(text: string): boolean {
  return JSON.stringify(events.map(({ payload }) => listedIn(payload, new Set()))).includes(`"${text}"`);
}

function listedIn(node: EventModel['payload'], seen: Set<unknown>): unknown[] {
  if (seen.has(node)) return [];
  seen.add(node);
  if (node.kind === 'literals') return [...node.literals];
  if (node.kind === 'object') return node.properties.flatMap(({ schema }) => listedIn(schema, seen));
  if (node.kind === 'array') return listedIn(node.items, seen);
  if (node.kind === 'map') return listedIn(node.values, seen);
  return node.kind === 'union' ? node.members.flatMap((member) => listedIn(member, seen)) : [];
}
