import { describe, expect, it } from 'vitest';
import { createLogger, logLevels, type LogFields, type LogLevel } from '../../src/runtime/log.js';

/** The entries a logger of a level writes when it is given one of each. */
function entriesAt(level: LogLevel): unknown[] {
  const lines: string[] = [];
  const log = createLogger(level, (line) => lines.push(line));
  for (const entry of ['debug', 'info', 'warn', 'error'] as const) log[entry](`a ${entry}`, { count: 1 });
  return lines.map((line) => JSON.parse(line) as unknown);
}

const shared = {};

function circular(): object {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}

function fail(): never {
  throw new Error('no');
}

/** The entry that a logger writes with fields of any kind, as JavaScript may hand them over. */
function entryWith(fields: object): unknown {
  const lines: string[] = [];
  createLogger('info', (line) => lines.push(line)).info('m', fields as LogFields);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

describe('a logger', () => {
  it('writes one object of JSON for each entry', () => {
    expect(entriesAt('error')).toEqual([
      { time: expect.any(String) as string, level: 'error', message: 'a error', count: 1 },
    ]);
  });

  it.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('of level %s writes %i of four entries', (level, expected) => {
    expect(logLevels).toContain(level);
    expect(entriesAt(level)).toHaveLength(expected);
  });

  it.each([
    ['a big integer', 5n, '5'],
    ['an object that holds itself', circular(), { self: '[circular]' }],
    ['the same object twice, which is no circle', [shared, shared], [{}, {}]],
    ['nothing', undefined, undefined],
  ])('writes %s', (_case, value, written) => {
    expect(entryWith({ value })).toMatchObject({
      message: 'm',
      ...(written === undefined ? {} : { value: written }),
    });
  });

  it('keeps its own time, level and message where a handler has fields of these names', () => {
    expect(entryWith({ time: 'x', level: 'gold', message: 'y', order: 'o-1' })).toEqual({
      time: expect.stringMatching(/^\d{4}-/) as string,
      level: 'info',
      message: 'm',
      time_: 'x',
      level_: 'gold',
      message_: 'y',
      order: 'o-1',
    });
  });

  it.each([
    ['a getter that throws', Object.defineProperty({}, 'value', { enumerable: true, get: fail })],
    ['a toJSON that throws', { value: { toJSON: fail } }],
  ])('writes its message without its fields when they have %s', (_case, fields) => {
    expect(entryWith(fields)).toMatchObject({
      level: 'info',
      message: 'm',
      fields: expect.any(String) as string,
    });
  });

  it('does not throw when it cannot write', () => {
    expect(() => createLogger('info', fail).info('m')).not.toThrow();
  });

  it('keeps an entry on its own line, whatever is in it', () => {
    const lines: string[] = [];
    createLogger('info', (line) => lines.push(line)).info('a\nb', { id: '\r\n{"level":"error"}' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\r\n]/);
  });
});
