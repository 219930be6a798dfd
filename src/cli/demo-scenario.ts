import { readScenario } from '../sandbox/scenario.js';

/** What happens in a demo until its user takes over: a few people write, on several channels, and answer. */
export const demoScenario = readScenario({
  mode: 'conversation',
  channels: { RCS: { failures: 1, reason: 'RECIPIENT_NOT_REACHABLE' } },
  replies: [{ says: 'Thank you, that helps!', after: '4s' }],
  steps: [
    {
      at: '2s',
      person: { channel: 'WHATSAPP', identity: '12025550143' },
      writes: 'Hello, where is my order 4711?',
    },
    {
      at: '5s',
      person: { channel: 'SMS', identity: '12025550187' },
      writes: 'Are you open on Sunday?',
    },
    {
      at: '9s',
      person: { channel: 'MESSENGER', identity: '6271548830' },
      does: { contact_event: { composing_event: {} } },
    },
    {
      at: '11s',
      person: { channel: 'MESSENGER', identity: '6271548830' },
      writes: 'The blue one came in green. Can I send it back?',
    },
    {
      at: '15s',
      person: { channel: 'WHATSAPP', identity: '12025550143' },
      sends: {
        media_message: {
          url: 'https://example.com/parcel.jpg',
          thumbnail_url: '',
          filename_override: 'parcel.jpg',
        },
      },
    },
  ],
});
