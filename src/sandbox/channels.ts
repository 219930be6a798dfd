/** What a channel reports of a message, and whether its identities belong to one app. */
export interface ChannelTraits {
  readonly reportsRead: boolean;
  /** Then `channel_identity.app_id` has the app's id, and is empty otherwise. */
  readonly hasAppScopedIdentities: boolean;
}

/** The channels of the Conversation API that the sandbox plays; any other name is played as SMS is. */
export const channels: Readonly<Record<string, ChannelTraits>> = {
  WHATSAPP: { reportsRead: true, hasAppScopedIdentities: false },
  RCS: { reportsRead: true, hasAppScopedIdentities: false },
  SMS: { reportsRead: false, hasAppScopedIdentities: false },
  MMS: { reportsRead: false, hasAppScopedIdentities: false },
  MESSENGER: { reportsRead: true, hasAppScopedIdentities: true },
  INSTAGRAM: { reportsRead: true, hasAppScopedIdentities: true },
  TELEGRAM: { reportsRead: false, hasAppScopedIdentities: true },
  VIBERBM: { reportsRead: true, hasAppScopedIdentities: true },
  LINE: { reportsRead: false, hasAppScopedIdentities: true },
  WECHAT: { reportsRead: false, hasAppScopedIdentities: true },
  KAKAOTALK: { reportsRead: false, hasAppScopedIdentities: false },
  APPLEBC: { reportsRead: false, hasAppScopedIdentities: false },
};

export function traitsOf(channel: string): ChannelTraits {
  const known = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
  return known ?? { reportsRead: false, hasAppScopedIdentities: false };
}

/** Where a person can be reached: a phone number, or what else identifies somebody on the channel. */
export interface Identity {
  readonly channel: string;
  readonly identity: string;
}

/** An identity as callbacks have it. */
export function channelIdentity({ channel, identity }: Identity, appId: string) {
  return { channel, identity, app_id: traitsOf(channel).hasAppScopedIdentities ? appId : '' };
}

/** One text for an identity within an app, or within a project. */
export function identityKey(within: string, { channel, identity }: Identity): string {
  return JSON.stringify([within, channel, identity]);
}
