import { pino } from 'pino';
import { createLineWriter } from './line-writer.js';
import { guardLogger, withoutLineFields, type Logger, type LogLevel } from './log.js';

export interface PinoLoggers {
  /** The receiver's own. It writes no field but those named here, whatever it is given. */
  readonly log: Logger;
  /** For handlers, whose fields are the choice of whoever wrote them. */
  readonly handlerLog: Logger;
}

/** Names of what may be told of an event: none of them is for anything of a body. */
const ownFields: ReadonlySet<string> = new Set([
  'attempt',
  'delayMilliseconds',
  'delivery',
  'error',
  'errorCode',
  'errorName',
  'event',
  'keys',
  'problemCount',
  'problems',
  'reason',
  'signal',
  'stack',
  'trigger',
]);

/** Two loggers that write lines of JSON to the same place; the standard output, unless told otherwise. */
export function createPinoLoggers(
  level: LogLevel,
  write: (line: string) => void = createLineWriter(1),
): PinoLoggers {
  const lines = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );

  const loggerOf = (fieldsOf: (fields: object) => object): Logger => {
    const at = (entryLevel: keyof Logger) => (message: string, fields?: object) => {
      if (lines.isLevelEnabled(entryLevel)) lines[entryLevel](writable(fields, fieldsOf), message);
    };
    return guardLogger({ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') });
  };

  return { log: loggerOf(withOwnFields), handlerLog: loggerOf(withoutLineFields) };
}

// A getter or a toJSON may throw: that costs the fields, not the entry.
function writable(fields: object | undefined, fieldsOf: (fields: object) => object): object {
  if (fields === undefined) return {};
  try {
    return fieldsOf(fields);
  } catch {
    return { fields: 'not written: they cannot be read' };
  }
}

function withOwnFields(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => ownFields.has(name)));
}
