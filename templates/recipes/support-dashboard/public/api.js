/** The server has answered, and not with what was asked for. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.error ?? `The dashboard answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

export const readConversations = () => ask('/api/conversations');

export function readMessages(conversation, before) {
  return ask(`/api/conversations/${conversation}/messages${before === undefined ? '' : `?before=${before}`}`);
}

export const sendReply = (conversation, reply) => post(`/api/conversations/${conversation}/replies`, reply);
export const markRead = (conversation, seq) => post(`/api/conversations/${conversation}/read`, { seq });
export const markAnswered = (conversation, seq) =>
  post(`/api/conversations/${conversation}/answered`, { seq });

function post(path, body) {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function ask(path, options) {
  const response = await fetch(path, options);
  const body = await response.json();
  if (!response.ok) throw new Refused(response.status, body);
  return body;
}
