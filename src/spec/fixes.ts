/** What a user can do about more than one failure. */
export const fixes = {
  begin: 'Pass a document that begins with "asyncapi: 3.0.0", or name none to use the bundled one.',
  fewerChannels: 'Pass a document with only the channels your receiver needs.',
  fewerReferences:
    'Let schemas refer to each other less often, or pass a document with only the channels your receiver needs.',
} as const;
