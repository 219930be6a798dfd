/**
 * What this browser knows. All that is shown comes from here: rows are known by their ids, and an older revision of a
 * row never takes the place of a newer one, whichever way and however often they come.
 */
export function createStore() {
  const conversations = new Map();
  /** The messages of the conversations that were opened. */
  const threads = new Map();
  const watchers = new Set();
  let canReply = false;

  function put(rows, key, row) {
    const known = rows.get(key);
    if (known === undefined || known.revision <= row.revision) rows.set(key, row);
    return known === undefined;
  }

  function tell(news = []) {
    for (const watch of watchers) watch(news);
  }

  return {
    watch: (watcher) => watchers.add(watcher),
    canReply: () => canReply,
    conversation: (id) => conversations.get(id),
    /** The latest first. */
    conversations: () => [...conversations.values()].toSorted((a, b) => b.lastAt - a.lastAt || b.id - a.id),
    messages: (id) =>
      [...(threads.get(id)?.rows.values() ?? [])].toSorted((a, b) => a.at - b.at || a.seq - b.seq),
    lastSeq: (id) => Math.max(0, ...[...(threads.get(id)?.rows.values() ?? [])].map(({ seq }) => seq)),

    /**
     * The messages of a conversation, which are kept from now on: also those that come while the earlier ones are
     * asked for.
     */
    thread(id) {
      const known = threads.get(id);
      const thread = known ?? { rows: new Map(), hasMore: false, isAsked: false, isLoaded: false };
      threads.set(id, thread);
      return thread;
    },
    /** Takes the place of all that was known. */
    begin(state) {
      canReply = state.canReply;
      conversations.clear();
      threads.clear();
      for (const row of state.conversations) put(conversations, row.id, row);
      tell();
    },
    addEarlier(id, { messages, hasMore }) {
      const thread = threads.get(id);
      if (thread === undefined) return;
      for (const row of messages) put(thread.rows, row.id, row);
      thread.hasMore = hasMore;
      thread.isLoaded = true;
      tell();
    },
    /** Takes what has changed, and tells which questions are new. */
    apply(changes) {
      const news = [];
      for (const row of changes.conversations) put(conversations, row.id, row);
      for (const row of changes.messages) {
        const thread = threads.get(row.conversation);
        const isNew = thread === undefined ? false : put(thread.rows, row.id, row);
        if (isNew && row.direction === 'in') news.push(row);
      }
      tell(news);
    },
  };
}
