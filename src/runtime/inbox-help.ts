/** What `npm run inbox -- --help` prints. */
export const inboxHelp = `Examples:
  npm run inbox -- stats
      How many events are pending, dead and in quarantine.
  npm run inbox -- list --state dead
      Events whose handler failed in every attempt, oldest first.
  npm run inbox -- show 17
      One event, with its body.
  npm run inbox -- retry 17 18
      Call the handlers of these events again.
  npm run inbox -- retry --all --state dead
      The same for all that are dead, once the handler is repaired.
  npm run inbox -- purge --all --state quarantine --older-than 7d --yes
      Delete those that nobody will want any more.
  npm run --silent inbox -- list --json
      For scripts.

Commands:
  stats            counts of each state
  list             events of a state, dead if none is named; 20 if no limit is
                   [--state dead|quarantine|pending] [--limit n] [--after id]
  show <id>        all that is known of an event
  retry <id…>      makes events pending, with all attempts before them
                   or --all [--state dead|quarantine]
  purge <id…>      deletes events; without --yes it only says how many
                   or --all --state dead|quarantine [--older-than 30m|12h|7d]

Each takes --json. A dead event is one whose handler failed in every attempt;
one in quarantine has no handler. Only such events can be purged; one that waits
for its next attempt can be retried too, by its id. All of it may be done while
the server runs: it takes up what is pending within a second. The inbox is the
file of the variable INBOX_FILE, data/inbox.sqlite if that is not set; with
INBOX=redis it is the one called INBOX_NAME in the Redis of REDIS_URL, which
lists dead events in the order they died in.

Exit codes: 0 done; 1 an event that was asked for is not there; 2 the command or
a setting is wrong, or --yes is missing; 3 the inbox cannot be used.
`;
