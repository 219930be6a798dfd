/** What `npm run inbox -- --help` prints where events are in queues of Amazon SQS. */
export const sqsHelp = `Examples:
  npm run inbox -- stats
      About how many events are pending, dead and in quarantine.
  npm run inbox -- list --state dead
      Events whose handler failed in every attempt.
  npm run inbox -- show <id>
      One event, with its body.
  npm run inbox -- retry <id> <id>
      Call the handlers of these events again.
  npm run inbox -- retry --all --state dead
      The same for all that are dead, once the handler is repaired.
  npm run inbox -- purge --all --state quarantine --older-than 7d --yes
      Delete those that nobody will want any more.
  npm run --silent inbox -- list --json
      For scripts.

Commands:
  stats            counts of each state, as SQS has them: approximate
  list             events of a state, dead if none is named; 20 if no limit is
                   [--state dead|quarantine] [--limit n]
  show <id>        all that is known of an event
  retry <id…>      sends events to the queue again, attempts before them too
                   or --all [--state dead|quarantine]
  purge <id…>      deletes events; without --yes it only says how many
                   or --all --state dead|quarantine [--older-than 30m|12h|7d]

Each takes --json. A dead event is one whose handler failed in every attempt;
one in quarantine has no handler. An id is the one that SQS gave the message, as
the log of the worker has it; why an event is dead stands only there. A retry
sends the event as a new message, with an id of its own. Pending events can be
counted, and not looked at.

SQS has no look at a message without receiving it. All but stats receive: what
they look at is hidden from everybody else until the command is over, or for a
minute if it is cut off, and then comes back. One look goes through a queue
once, finds what is not hidden just then, and has no order to go on in: list has
no --after. SQS counts a look as a receive, so neither queue may have a redrive
policy of its own. A retry sends an event before it deletes the dead one: cut
off in between, it leaves both, and the table of identities has the event
handled once all the same.

The queues are those of the variables QUEUE_URL, DEAD_LETTER_QUEUE_URL and
QUARANTINE_QUEUE_URL, which the outputs of the stack name; region and
credentials are found as the AWS CLI finds them. They need
sqs:GetQueueAttributes on the three, and on the last two sqs:ReceiveMessage and
sqs:ChangeMessageVisibility to look, and sqs:DeleteMessage to retry and to
purge; a retry needs sqs:SendMessage on the first.

Exit codes: 0 done; 1 an event that was asked for is not there; 2 the command or
a setting is wrong, or --yes is missing; 3 the queues cannot be used.
`;
