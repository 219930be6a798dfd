/**
 * Who a file belongs to: `generated` is rewritten by every run, `scaffold` is brought up to date until the user
 * edits it, `handler` is written once and the user's from then on.
 */
export type Zone = 'generated' | 'scaffold' | 'handler';

/** The zone of a file of a receiver, which its path alone decides. */
export function zoneOf(path: string): Zone {
  if (path.startsWith('src/generated/')) return 'generated';
  return users.some((folder) => path.startsWith(folder)) ? 'handler' : 'scaffold';
}

// The handlers, what a recipe brings with them, and what was ejected from `src/generated`.
const users = ['src/handlers/', 'src/app/', 'src/ejected/', 'test/app/', 'public/'];
