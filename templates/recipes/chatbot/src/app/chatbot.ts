// First of all, since it reads the file .env.
import '../config.js';
import { ConfigError } from '../generated/runtime/settings.js';
import { readChatbotSettings, type ChatbotSettings } from './settings.js';
import { startChatbot } from './start-chatbot.js';

/** The chatbot of this process. It answers from when it is imported. */
export const chatbot = await startChatbot(loadSettings());

function loadSettings(): ChatbotSettings {
  try {
    return readChatbotSettings(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
