import { findConversation, listConversations, markAnswered, markRead } from './conversations.js';
import type { Desk } from './desk-file.js';
import { listMessages } from './messages.js';
import { queueReply } from './outbox.js';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface ApiParts {
  readonly desk: Desk;
  readonly canReply: boolean;
}

const longestReply = 4000;
const listedConversations = 500;
const listedMessages = 200;

/** Answers what the page asks for and sends. */
export function answerApi(request: ApiRequest, { desk, canReply }: ApiParts): ApiAnswer {
  const { method, path, query, body } = request;
  if (path === '/api/conversations') {
    if (method !== 'GET') return notAllowed;
    // Read first: what comes meanwhile is in the stream from there on.
    const revision = desk.revision();
    return ok({ revision, canReply, conversations: listConversations(desk, listedConversations) });
  }
  const [, number = '', what = ''] = /^\/api\/conversations\/(\d{1,15})\/(\w+)$/.exec(path) ?? [];
  const id = Number(number);
  if (what === '' || findConversation(desk, id) === undefined) return fault(404, 'There is no such thing');

  if (what === 'messages') {
    if (method !== 'GET') return notAllowed;
    const before = Number(query.get('before') ?? Number.NaN);
    const messages = listMessages(desk, id, {
      limit: listedMessages,
      ...(Number.isSafeInteger(before) && { before }),
    });
    return ok({ messages, hasMore: messages.length === listedMessages });
  }
  if (method !== 'POST') return notAllowed;
  const { seq } = body;
  if (what === 'read' || what === 'answered') {
    if (!isNumber(seq)) return fault(400, 'seq is no whole number');
    if (what === 'read') markRead(desk, id, seq);
    else markAnswered(desk, id, seq);
    return ok({});
  }
  if (what === 'replies') return canReply ? reply(desk, id, body) : fault(409, 'Replies are not set up');
  return fault(404, 'There is no such thing');
}

function reply(desk: Desk, conversation: number, { id, text, seen }: ApiRequest['body']): ApiAnswer {
  if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    return fault(400, 'id is no UUID');
  }
  if (typeof text !== 'string' || text.trim() === '') return fault(400, 'There is nothing to send');
  if (text.length > longestReply) return fault(400, `A reply has ${longestReply} characters at most`);
  if (!isNumber(seen)) return fault(400, 'seen is no whole number');
  const queued = queueReply(desk, { id, conversation, text, seen });
  switch (queued.kind) {
    case 'queued':
      return ok({ message: queued.message });
    case 'overtaken':
      return {
        status: 409,
        body: { overtaken: queued.by, error: 'Somebody else has replied meanwhile' },
      };
    case 'impossible':
      return fault(409, 'That reply was sent already');
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function ok(body: unknown): ApiAnswer {
  return { status: 200, body };
}

function fault(status: number, error: string): ApiAnswer {
  return { status, body: { error } };
}

const notAllowed = fault(405, 'Not with this method');
