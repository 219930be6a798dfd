import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from '../../src/app/answer.js';

const monday = new Date('2026-01-05T10:00:00Z');
const sunday = new Date('2026-01-04T10:00:00Z');
const ask = (text: string, askedAt = monday) => answer({ text, channel: 'SMS', askedAt });

test('tells whether the shop is open', () => {
  assert.match(String(ask('When do you open?')), /^We are open now/);
  assert.match(String(ask('When do you open?', sunday)), /^We are closed now/);
});

test('tells where an order is', () => {
  assert.match(String(ask('Where is my order #1234?')), /^Order 1234 is/);
  assert.match(String(ask('When will order 1234 be here?')), /^Order 1234 is/);
});

test('has a colleague answer whatever else is asked', () => {
  assert.match(String(ask('Do you sell lamps?')), /colleague/);
  assert.match(String(ask('')), /colleague/);
});
