import { readSettings, type Environment, type SettingsReader } from '../generated/runtime/settings.js';

export interface DashboardSettings {
  readonly file: string;
  readonly port: number;
  readonly host: string;
  /** Where browsers find it behind a proxy, without a slash at its end. */
  readonly origin: string | undefined;
  readonly password: string | undefined;
  readonly doubtMilliseconds: number;
  /** `undefined` where replies cannot be sent. */
  readonly sinch: SinchSettings | undefined;
}

export interface SinchSettings {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
  readonly region: 'us' | 'eu' | 'br';
  readonly authUrl: string | undefined;
  readonly conversationUrl: string | undefined;
}

/** The file that has the questions and replies, which receivers, workers and the dashboard share. */
export function readDeskFile(environment: Environment): string {
  return readSettings(environment, fileIn);
}

/** Reads what the dashboard is set to. Throws a `ConfigError` that lists all that is wrong. */
export function readDashboardSettings(environment: Environment): DashboardSettings {
  return readSettings(environment, (reader) => {
    const host = reader.text('DASHBOARD_HOST') ?? '127.0.0.1';
    const password = reader.text('DASHBOARD_PASSWORD');
    if (password !== undefined && password.length < 12) {
      reader.fault(
        'DASHBOARD_PASSWORD has fewer than 12 characters: everybody who guesses it reads what people write.',
      );
    }
    if (password === undefined && !isOfThisMachine(host)) {
      reader.fault(
        `DASHBOARD_HOST is ${host}, where others can reach it: set DASHBOARD_PASSWORD, or leave DASHBOARD_HOST out.`,
      );
    }
    return {
      file: fileIn(reader),
      port: reader.integer({ name: 'DASHBOARD_PORT', fallback: 3100, min: 0, max: 65_535 }),
      host,
      origin: addressIn(reader, 'DASHBOARD_ORIGIN'),
      password,
      doubtMilliseconds: reader.integer({ name: 'REPLY_DOUBT', fallback: 30, min: 1, max: 3600 }) * 1000,
      sinch: readSinch(reader),
    };
  });
}

export function isOfThisMachine(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);
}

function fileIn(reader: SettingsReader): string {
  return reader.text('DASHBOARD_FILE') ?? 'data/dashboard.sqlite';
}

function readSinch(reader: SettingsReader): SinchSettings | undefined {
  const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'] as const;
  const [projectId, keyId, keySecret] = names.map((name) => reader.text(name));
  const region = reader.choice({
    name: 'SINCH_REGION',
    choices: ['us', 'eu', 'br'],
    fallback: 'us',
  });
  const authUrl = addressIn(reader, 'SINCH_AUTH_URL');
  const conversationUrl = addressIn(reader, 'SINCH_CONVERSATION_URL');
  if (projectId === undefined && keyId === undefined && keySecret === undefined) return undefined;
  if (projectId === undefined || keyId === undefined || keySecret === undefined) {
    reader.fault(`Replies need ${names.join(', ')}: set all three, or none to show questions alone.`);
    return undefined;
  }
  return { projectId, keyId, keySecret, region, authUrl, conversationUrl };
}

function addressIn(reader: SettingsReader, name: string): string | undefined {
  const text = reader.text(name);
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    reader.fault(`${name} is ${JSON.stringify(text)}: write an address such as https://support.example.com.`);
    return undefined;
  }
  return text.replace(/\/+$/, '');
}
