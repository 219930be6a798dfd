import { readSettings, type Environment } from '../generated/runtime/settings.js';
import { readSinchSettings, type SinchSettings } from './sinch-settings.js';

export interface ChatbotSettings extends SinchSettings {
  readonly file: string;
  readonly retentionDays: number;
  readonly answersPerHour: number;
}

/** Reads what the chatbot is set to. Throws a `ConfigError` that lists all that is wrong. */
export function readChatbotSettings(environment: Environment): ChatbotSettings {
  return readSettings(environment, (reader) => ({
    ...readSinchSettings(reader),
    file: reader.text('CHATBOT_FILE') ?? 'data/chatbot.sqlite',
    answersPerHour: reader.integer({
      name: 'CHATBOT_ANSWERS_PER_HOUR',
      fallback: 30,
      min: 1,
      max: 100_000,
    }),
    retentionDays: reader.integer({ name: 'CHATBOT_RETENTION_DAYS', fallback: 30, min: 8, max: 3_650 }),
  }));
}
