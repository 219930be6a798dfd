import { byId, setText } from './elements.js';

// The browser asks again by itself, unless it was answered with anything but a stream.
const askAgainMs = 2_000;

/**
 * Listens to what changes. `state` comes first and after every reconnection, and has everything.
 * @param {{
 *   onState: (state: import('../../src/sandbox/view.js').SandboxView) => void,
 *   onChange: (change: import('../../src/sandbox/feed.js').ViewChange) => void,
 * }} listener
 */
export function listen({ onState, onChange }) {
  const source = new EventSource('/sandbox/stream');
  source.addEventListener('state', ({ data }) => {
    showConnection('connected', 'Live');
    onState(JSON.parse(data));
  });
  source.addEventListener('change', ({ data }) => onChange(JSON.parse(data)));
  source.addEventListener('error', () => {
    showConnection('lost', 'Reconnecting');
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen({ onState, onChange }), askAgainMs);
  });
}

/**
 * @param {string} state
 * @param {string} text
 */
function showConnection(state, text) {
  const connection = byId('connection');
  connection.dataset['state'] = state;
  setText(connection, text);
}
