/** Where somebody can be reached: a phone number, or what else names them on the channel. */
export interface Identity {
  readonly channel: string;
  readonly identity: string;
}

/** A message that is to go out, once. */
export interface Outgoing {
  /** Names what it is about. It goes along as metadata, so that what Sinch tells of the message tells its name too. */
  readonly id: string;
  readonly appId: string;
  /** One person's identities, on the channels in the order in which they are tried. */
  readonly to: readonly Identity[];
  readonly text: string;
}
