import type { Setting } from '../setting.js';

/** The official SDK, with which recipes send messages. 1.5 names packages that are not there. */
export const sinchSdk = { '@sinch/sdk-core': '1.4.0' } as const;

/** What a recipe asks for that sends messages. */
export const sinchSettings: readonly Setting[] = [
  { name: 'SINCH_PROJECT_ID', fallback: undefined, meaning: 'The project of your app at Sinch.' },
  { name: 'SINCH_KEY_ID', fallback: undefined, meaning: 'The access key that messages are sent with.' },
  { name: 'SINCH_KEY_SECRET', fallback: undefined, meaning: 'The secret of the access key.' },
  { name: 'SINCH_REGION', fallback: 'us', meaning: 'Where your app is: us, eu or br.' },
  {
    name: 'SINCH_AUTH_URL',
    fallback: undefined,
    isOptional: true,
    meaning: 'Who gives out tokens, where it is not Sinch: http://localhost:4010 for the sandbox.',
  },
  {
    name: 'SINCH_CONVERSATION_URL',
    fallback: undefined,
    isOptional: true,
    meaning: 'Who takes messages, where it is not Sinch: http://localhost:4010 for the sandbox.',
  },
  { name: 'SEND_TIMEOUT', fallback: '10', meaning: 'How long a request to Sinch may take, in seconds.' },
  {
    name: 'SEND_SETTLE',
    fallback: '60',
    meaning:
      'How long a message that may have gone out is looked for before it is sent again, in seconds from when that is so or the process starts.',
  },
];
