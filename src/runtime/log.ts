export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One line of JSON for each entry. Pass identifiers and counts, never a body, an identity or a secret. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export function createLogger(level: LogLevel, write: (line: string) => void = writeToStdout): Logger {
  const threshold = logLevels.indexOf(level);
  const at =
    (entryLevel: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (logLevels.indexOf(entryLevel) < threshold) return;
      write(JSON.stringify({ time: new Date().toISOString(), level: entryLevel, message, ...fields }));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function writeToStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
