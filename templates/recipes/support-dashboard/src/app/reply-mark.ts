// A reply carries its own id as metadata, which comes back with every callback about it and stands in the list of
// messages: so it is known again even when the answer to its sending was lost.

export function markOf(replyId: string): string {
  return JSON.stringify({ dashboard_reply: replyId });
}

/** The id of the reply that metadata names; `undefined` when it names none. */
export function replyIn(metadata: string | undefined): string | undefined {
  return /^\{"dashboard_reply":"([0-9a-f-]{36})"\}$/.exec(metadata ?? '')?.[1];
}
