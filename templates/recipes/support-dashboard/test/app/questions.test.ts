import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findConversation, listConversations, markAnswered, markRead } from '../../src/app/conversations.js';
import { openDesk } from '../../src/app/desk-file.js';
import { listMessages } from '../../src/app/messages.js';
import { keepQuestion } from '../../src/app/questions.js';
import { firstConversation, question } from './events.js';

const now = new Date('2025-06-17T10:00:00Z');

test('a question that comes twice is there once', () => {
  const desk = openDesk(':memory:');
  for (let time = 0; time < 3; time += 1)
    keepQuestion(desk, question({ id: 'Q1', text: 'Are you open?' }), now);

  const [conversation] = listConversations(desk, 10);
  assert.equal(conversation?.unread, 1);
  assert.deepEqual(
    listMessages(desk, conversation.id, { limit: 10 }).map(({ text }) => text),
    ['Are you open?'],
  );
});

test('questions of one person on one channel are one conversation, in the order in which they were written', () => {
  const desk = openDesk(':memory:');
  keepQuestion(desk, question({ id: 'Q2', text: 'second', at: '2025-06-17T09:00:02.000000002Z' }), now);
  keepQuestion(desk, question({ id: 'Q1', text: 'first', at: '2025-06-17T09:00:01Z' }), now);
  keepQuestion(desk, question({ id: 'Q3', text: 'elsewhere', channel: 'RCS' }), now);

  const conversations = listConversations(desk, 10);
  assert.equal(conversations.length, 2);
  const sms = conversations.find(({ channel }) => channel === 'SMS');
  assert.ok(sms);
  assert.deepEqual(
    listMessages(desk, sms.id, { limit: 10 }).map(({ text }) => text),
    ['first', 'second'],
  );
  assert.equal(sms.lastText, 'second');
});

test('what was looked at is read, what was dealt with is answered, until somebody asks again', () => {
  const desk = openDesk(':memory:');
  keepQuestion(desk, question({ id: 'Q1', text: 'one' }), now);
  const id = firstConversation(desk);
  const [first] = listMessages(desk, id, { limit: 1 });
  markRead(desk, id, first?.seq ?? 0);
  markAnswered(desk, id, first?.seq ?? 0);
  assert.deepEqual(pick(findConversation(desk, id)), { unread: 0, isAnswered: true });

  keepQuestion(desk, question({ id: 'Q2', text: 'two' }), now);
  assert.deepEqual(pick(findConversation(desk, id)), { unread: 1, isAnswered: false });
});

test('what the page cannot show is said in words, and only an https address becomes a link', () => {
  const desk = openDesk(':memory:');
  const contents = [
    { media_message: { url: 'https://media.example.com/1.jpg' } },
    { media_message: { url: 'javascript:alert(1)' } },
    { holographic_message: { depth: 3 } },
    {},
  ];
  contents.forEach((content, index) => keepQuestion(desk, question({ id: `Q${index}`, content }), now));

  const id = firstConversation(desk);
  assert.deepEqual(
    listMessages(desk, id, { limit: 10 }).map(({ text, link }) => [text, link]),
    [
      ['Sent an attachment', 'https://media.example.com/1.jpg'],
      ['Sent an attachment', undefined],
      ['Sent what this page cannot show (holographic_message)', undefined],
      ['Sent what this page cannot show (without content)', undefined],
    ],
  );
});

function pick(conversation: ReturnType<typeof findConversation>) {
  return { unread: conversation?.unread, isAnswered: conversation?.isAnswered };
}
