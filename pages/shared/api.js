import { byId } from './elements.js';

/**
 * What a page asks of the program behind it. What that refuses is shown, and `undefined` returned.
 * @param {string} base Such as `/sandbox/`: what the paths are below.
 * @param {string} who Such as `The sandbox`.
 */
export function apiAt(base, who) {
  /**
   * @param {string} path
   * @param {RequestInit} what
   * @returns {Promise<Record<string, unknown> | undefined>}
   */
  const request = async (path, what) => {
    try {
      const response = await fetch(`${base}${path}`, {
        ...what,
        headers: { 'content-type': 'application/json' },
      });
      const answer = await response.json();
      if (response.ok) {
        hideProblem();
        return answer;
      }
      showProblem(answer.error?.message ?? `${who} answered with ${response.status}`);
    } catch {
      showProblem(`${who} cannot be reached`);
    }
    return undefined;
  };

  return {
    /** @param {string} path */
    read: (path) => request(path, { method: 'GET' }),
    /**
     * Asks for something to be done.
     * @param {string} path
     * @param {Record<string, unknown>} [body]
     */
    ask: (path, body = {}) => request(path, { method: 'POST', body: JSON.stringify(body) }),
    /**
     * Changes a setting.
     * @param {string} path
     * @param {Record<string, unknown>} changes
     */
    change: (path, changes) => request(path, { method: 'PATCH', body: JSON.stringify(changes) }),
  };
}

/** @param {string} text */
export function showProblem(text) {
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
