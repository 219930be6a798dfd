import { describe, expect, it } from 'vitest';
import { isJson } from '../../src/runtime/content-type.js';

describe('a content type is JSON in UTF-8', () => {
  it.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;',
    'application/json ; ',
    'application/json;;',
    'application/json;charset=utf-8',
    'application/json; charset=UTF-8;',
    'application/json; charset=utf8',
    'application/json; Charset="Utf-8"',
    'application/json; version=1; charset=utf-8',
    'application/json; charset=utf-8; version=1',
    'application/json; profile="https://example.com/a;b=\\"c\\""; charset=utf-8',
    'application/json; x-charset=utf-16',
  ])('%s', (type) => {
    expect(isJson(type)).toBe(true);
  });

  it.each([
    '',
    'json',
    'text/json',
    'application/jsonp',
    'application/json-patch+json',
    'application/problem+json',
    'application/json, application/json',
    'application/json charset=utf-8',
    'application/json; charset',
    'application/json; charset=',
    'application/json; charset=utf-16',
    'application/json; charset=utf-88',
    'application/json; charset=iso-8859-1',
    'application/json; charset="utf-8',
    'application/json; charset=utf-8"',
    "application/json; charset='utf-8'",
    'application/json; charset=utf-8; charset=utf-16',
    'application/json; version=1; charset=utf-16',
  ])('but not %j', (type) => {
    expect(isJson(type)).toBe(false);
  });

  it.each(['; ', ';a=', ';a="', ';a="\\"', '; \t '])(
    'or not, in no time, however often it has %j',
    (part) => {
      const start = performance.now();
      expect(isJson(`application/json${part.repeat(50_000)}!`)).toBe(false);
      expect(performance.now() - start).toBeLessThan(1_000);
    },
  );
});
