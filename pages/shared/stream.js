import { byId, setText } from './elements.js';

// The browser asks again by itself, unless it was answered with anything but a stream.
const askAgainMs = 2_000;

/**
 * Listens to what changes. `state` comes first and after every reconnection, and has everything.
 * @template View, Change
 * @param {string} path
 * @param {{ onState: (state: View) => void, onChange: (change: Change) => void }} listener
 */
export function listen(path, { onState, onChange }) {
  const source = new EventSource(path);
  source.addEventListener('state', ({ data }) => {
    showConnection('connected', 'Live');
    onState(JSON.parse(data));
  });
  source.addEventListener('change', ({ data }) => onChange(JSON.parse(data)));
  source.addEventListener('error', () => {
    showConnection('lost', 'Reconnecting');
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen(path, { onState, onChange }), askAgainMs);
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
