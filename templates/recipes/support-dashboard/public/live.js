import { readConversations } from './api.js';

const againMilliseconds = 2000;

/**
 * Keeps a store up to date: reads all once, then follows the stream of changes. A browser comes back to a stream by
 * itself and goes on where it was; where that makes no sense any more, all is read anew.
 */
export function followChanges(store, { onState }) {
  let source;

  async function begin() {
    source?.close();
    try {
      const state = await readConversations();
      store.begin(state);
      listen(state.revision);
    } catch {
      onState('lost');
      setTimeout(begin, againMilliseconds);
    }
  }

  function listen(revision) {
    source = new EventSource(`/api/stream?from=${revision}`);
    source.addEventListener('open', () => onState('live'));
    source.addEventListener('changes', ({ data }) => store.apply(JSON.parse(data)));
    source.addEventListener('stale', () => void begin());
    source.addEventListener('error', () => {
      onState('lost');
      // It comes back by itself, unless it was answered with something else than a stream.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(begin, againMilliseconds);
    });
  }

  void begin();
}
