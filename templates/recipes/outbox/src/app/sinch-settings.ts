import type { SettingsReader } from '../generated/runtime/settings.js';

export interface SinchSettings {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
  readonly region: string;
  /** Where they are not Sinch's own, such as those of a sandbox. */
  readonly authUrl: string | undefined;
  readonly conversationUrl: string | undefined;
  readonly timeoutMilliseconds: number;
  readonly settleMilliseconds: number;
}

/** Reads what it takes to send messages. */
export function readSinchSettings(reader: SettingsReader): SinchSettings {
  return {
    projectId: readRequired(reader, 'SINCH_PROJECT_ID'),
    keyId: readRequired(reader, 'SINCH_KEY_ID'),
    keySecret: readRequired(reader, 'SINCH_KEY_SECRET'),
    region: reader.text('SINCH_REGION') ?? 'us',
    authUrl: readAddress(reader, 'SINCH_AUTH_URL'),
    conversationUrl: readAddress(reader, 'SINCH_CONVERSATION_URL'),
    timeoutMilliseconds: reader.integer({ name: 'SEND_TIMEOUT', fallback: 10, min: 1, max: 300 }) * 1_000,
    settleMilliseconds: reader.integer({ name: 'SEND_SETTLE', fallback: 60, min: 1, max: 86_400 }) * 1_000,
  };
}

export function readRequired(reader: SettingsReader, name: string): string {
  const text = reader.text(name);
  if (text === undefined) {
    reader.fault(`${name} is not set: write it into .env. It is in the dashboard of Sinch.`);
  }
  return text ?? '';
}

function readAddress(reader: SettingsReader, name: string): string | undefined {
  const text = reader.text(name);
  if (text !== undefined && !/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) {
    reader.fault(`${name} is ${JSON.stringify(text)}: write an address such as http://localhost:4010.`);
  }
  return text;
}
