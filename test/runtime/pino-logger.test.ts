import { describe, expect, it } from 'vitest';
import type { LogFields, LogLevel } from '../../src/runtime/log.js';
import { createPinoLoggers } from '../../src/runtime/pino-logger.js';

function createLoggers(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const entries = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { ...createPinoLoggers(level, (line) => void lines.push(line)), lines, entries };
}

describe('the log of a server', () => {
  it('is lines of JSON with a time, a level in a word and a message', () => {
    const { log, lines } = createLoggers();
    log.warn('handler failed', { event: 7, delivery: 'n', attempt: 2 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      level: 'warn',
      message: 'handler failed',
      event: 7,
      delivery: 'n',
      attempt: 2,
    });
  });

  it.each([
    ['debug', 4],
    ['warn', 2],
    ['silent', 0],
  ] as const)('of level %s has %i of four entries', (level, expected) => {
    const { log, handlerLog, lines } = createLoggers(level);
    for (const entry of ['debug', 'info', 'warn', 'error'] as const) log[entry]('m');
    expect(lines).toHaveLength(expected);
    for (const entry of ['debug', 'info', 'warn', 'error'] as const) handlerLog[entry]('m');
    expect(lines).toHaveLength(2 * expected);
  });

  it('drops a field of the receiver that has no known name', () => {
    const { log, entries } = createLoggers();
    log.info('m', { delivery: 'n', body: 'secret words', level: 'fatal' });
    expect(entries()).toEqual([
      { time: expect.anything() as unknown, level: 'info', message: 'm', delivery: 'n' },
    ]);
  });

  it('has every field of a handler, and says everything once', () => {
    const { handlerLog, lines, entries } = createLoggers();
    handlerLog.info('m', { order: 'o-1', level: 'gold', message: 'x' });
    expect(entries()).toMatchObject([
      { level: 'info', message: 'm', order: 'o-1', level_: 'gold', message_: 'x' },
    ]);
    expect(lines[0]?.match(/"level":/g)).toHaveLength(1);
  });

  it.each([
    [
      'a getter that throws',
      Object.defineProperty({}, 'value', { enumerable: true, get: () => expect.fail() }),
    ],
    ['a toJSON that throws', { value: { toJSON: () => expect.fail() } }],
    ['a big integer', { value: 5n }],
  ])('has the message of an entry whose fields have %s', (_case, fields) => {
    const { handlerLog, entries } = createLoggers();
    handlerLog.info('m', fields as LogFields);
    expect(entries()).toMatchObject([{ message: 'm' }]);
  });

  it('changes nothing when it cannot be written', () => {
    const { log } = createPinoLoggers('info', () => expect.fail());
    expect(() => log.info('m')).not.toThrow();
  });
});
