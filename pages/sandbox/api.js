import { byId } from './elements.js';

/**
 * Asks the sandbox to do something. What it refuses is shown, and `undefined` returned.
 * @param {string} path Below `/sandbox/`.
 * @param {Record<string, unknown>} [body]
 */
export function ask(path, body = {}) {
  return request(path, { method: 'POST', body: JSON.stringify(body) });
}

/**
 * Changes a setting. What the sandbox refuses is shown, and `undefined` returned.
 * @param {string} path Below `/sandbox/`.
 * @param {Record<string, unknown>} changes
 */
export function change(path, changes) {
  return request(path, { method: 'PATCH', body: JSON.stringify(changes) });
}

/**
 * @param {string} path
 * @param {{ method: string, body: string }} what
 * @returns {Promise<Record<string, unknown> | undefined>}
 */
async function request(path, what) {
  try {
    const response = await fetch(`/sandbox/${path}`, {
      ...what,
      headers: { 'content-type': 'application/json' },
    });
    const answer = await response.json();
    if (response.ok) {
      hideProblem();
      return answer;
    }
    showProblem(answer.error?.message ?? `The sandbox answered with ${response.status}`);
  } catch {
    showProblem('The sandbox cannot be reached');
  }
  return undefined;
}

/** @param {string} text */
function showProblem(text) {
  byId('problem-text').textContent = text;
  byId('problem').hidden = false;
}

function hideProblem() {
  byId('problem').hidden = true;
}

/** Lets people put the notice of a problem away. */
export function watchProblem() {
  byId('dismiss-problem').addEventListener('click', hideProblem);
}
