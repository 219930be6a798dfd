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

/** A logger that never throws, whatever it is given. */
export function createLogger(level: LogLevel, write: (line: string) => void = writeToStdout): Logger {
  const threshold = logLevels.indexOf(level);
  const at =
    (entryLevel: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (logLevels.indexOf(entryLevel) < threshold) return;
      write(stringify({ time: new Date().toISOString(), level: entryLevel, message }, fields));
    };
  return guardLogger({ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') });
}

/** The same logger, but an entry that cannot be written is lost: it must not change what a sender is answered. */
export function guardLogger(log: Logger): Logger {
  return withFields(log, undefined);
}

/** The same, with fields that each entry has besides its own. */
export function withFields(log: Logger, common: LogFields | undefined): Logger {
  const at =
    (level: keyof Logger) =>
    (message: string, fields?: LogFields): void => {
      try {
        log[level](message, common === undefined ? fields : { ...fields, ...common });
      } catch {
        // There is no other place to tell.
      }
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

// What a line has of its own. A reader would take a field of the same name for it.
const lineFields: ReadonlySet<string> = new Set(['time', 'level', 'message']);

/** Fields with other names where theirs are those of the line itself. */
export function withoutLineFields(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [lineFields.has(name) ? `${name}_` : name, value]),
  );
}

// A handler in JavaScript may log anything. What cannot be written costs the fields, not the entry.
function stringify(entry: object, fields: object): string {
  try {
    return JSON.stringify({ ...entry, ...withoutLineFields(fields) }, nameUnwritable());
  } catch {
    return JSON.stringify({ ...entry, fields: 'not written: they cannot be turned into JSON' });
  }
}

function nameUnwritable(): (this: unknown, key: string, value: unknown) => unknown {
  const above: unknown[] = [];
  return function (_key, value) {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    // `this` is the object that holds the value; what stands above that one has been left.
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (above.includes(value)) return '[circular]';
    above.push(value);
    return value;
  };
}

function writeToStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
