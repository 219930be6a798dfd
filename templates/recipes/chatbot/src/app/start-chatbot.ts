import { config } from '../config.js';
import { failureText } from '../generated/runtime/failure.js';
import { createLogger } from '../generated/runtime/log.js';
import { answer } from './answer.js';
import { chatbotTables, createChatbot } from './create-chatbot.js';
import { startSender } from './sender.js';
import type { ChatbotSettings } from './settings.js';
import { connectToSinch } from './sinch.js';
import { openSqlite } from './sqlite.js';

const hourMilliseconds = 3_600_000;

/** Opens what the chatbot keeps, and sends what is in its outbox from then on. */
export async function startChatbot(settings: ChatbotSettings) {
  const { file, timeoutMilliseconds, settleMilliseconds, retentionDays, answersPerHour } = settings;
  const log = createLogger(config.logLevel);
  const database = await openSqlite(file, chatbotTables);
  const bot = createChatbot({ database, answer, answersPerHour });
  const { outbox } = bot;
  const sender = startSender({
    outbox,
    log,
    timeoutMilliseconds,
    settleMilliseconds,
    sinch: connectToSinch(settings),
    startedAt: Date.now(),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sender.stop());

  const forget = async (): Promise<void> => {
    try {
      await bot.forget(Date.now() - retentionDays * 24 * hourMilliseconds);
    } catch (error) {
      log.error('old questions not forgotten', { error: failureText(error) });
    }
  };
  setInterval(() => void forget(), hourMilliseconds).unref();

  return {
    ...bot,
    async hear(...told: Parameters<typeof bot.hear>) {
      await bot.hear(...told);
      sender.wake();
    },
  };
}
