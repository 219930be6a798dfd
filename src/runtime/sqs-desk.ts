import type { EventChoice, ParkedState } from './inbox-arguments.js';
import { InboxRefusal, reasonOf, receivedBeforeOf, type Changed, type InboxDesk } from './inbox-desk.js';
import { decodeQueuedEvent } from './sqs-message.js';
import { goThroughQueue, type Work } from './sqs-pass.js';
import { connectSqsQueues, type QueueFacts, type ReceivedMessage, type SqsQueues } from './sqs-queues.js';
import type { EventDetails } from './store.js';

export interface SqsDeskSettings {
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly quarantineQueueUrl: string;
}

interface OpenDesk {
  readonly queues: SqsQueues;
  readonly facts: Readonly<Record<'pending' | ParkedState, QueueFacts>>;
}

/**
 * Works on the queues of a function. Events that are pending can be counted and no more: whoever looked at one would
 * keep it from the function, and bring it nearer to its last attempt.
 */
export function createSqsDesk(settings: SqsDeskSettings): InboxDesk {
  const { queueUrl, deadLetterQueueUrl, quarantineQueueUrl } = settings;
  const urls = { dead: deadLetterQueueUrl, quarantine: quarantineQueueUrl };
  let desk: OpenDesk | undefined;

  function opened(): OpenDesk {
    if (desk === undefined) throw new Error('the inbox is not open');
    return desk;
  }

  /** Looks through the queues for the events of a choice, and does some work on each. Counts those that are gone. */
  async function workOn(
    events: EventChoice,
    work: (event: EventDetails, message: ReceivedMessage, state: ParkedState) => ReturnType<Work>,
  ): Promise<Changed> {
    const { queues, facts } = opened();
    const wanted = wantedOf(events);
    let count = 0;
    for (const state of wanted.states) {
      const pass = { queueUrl: urls[state], limit: limitFrom(facts[state]), isEnough: wanted.isEnough };
      await goThroughQueue(queues, pass, async (message) => {
        const event = eventOf(message, state, facts.pending);
        const outcome = wanted.take(event) ? await work(event, message, state) : 'stays';
        if (outcome === 'gone') count += 1;
        return outcome;
      });
    }
    return { count, missing: wanted.missing() };
  }

  return {
    place: {
      text: `${queueUrl} (about, as SQS counts)`,
      json: { queue: queueUrl, deadLetterQueue: deadLetterQueueUrl, quarantineQueue: quarantineQueueUrl },
    },
    words: {
      afterRetry: 'The worker function gets them now.',
      notRetried: 'Neither dead nor in quarantine, or hidden just now',
      whyAbsent: 'one that is pending cannot be shown, nor one that is hidden just now',
    },

    async open() {
      const queues = await connectSqsQueues();
      const [pending, dead, quarantine] = await Promise.all([
        queues.describe(queueUrl),
        queues.describe(deadLetterQueueUrl),
        queues.describe(quarantineQueueUrl),
      ]);
      desk = { queues, facts: { pending, dead, quarantine } };
      refuseWrongQueues(settings, desk);
    },

    async stats() {
      const { pending, dead, quarantine } = opened().facts;
      return {
        pending: pending.count,
        dead: dead.count,
        quarantine: quarantine.count,
        oldestPendingAt: undefined,
      };
    },

    async list({ state, limit, after }) {
      if (state === 'pending') throw new InboxRefusal(2, pendingText);
      if (after !== undefined) throw new InboxRefusal(2, afterText);
      const { queues, facts } = opened();
      const events: EventDetails[] = [];
      await goThroughQueue(queues, { queueUrl: urls[state], limit }, async (message) => {
        events.push(eventOf(message, state, facts.pending));
        return 'stays';
      });
      return {
        events: events.toSorted((a, b) => a.receivedAt - b.receivedAt),
        next: undefined,
        ...(facts[state].count > events.length && { remark: moreText(facts[state].count) }),
      };
    },

    async show({ id }) {
      let found: EventDetails | undefined;
      await workOn({ kind: 'ids', ids: [id] }, async (event) => {
        found = event;
        return 'stays';
      });
      return found;
    },

    async retry(events) {
      const { queues } = opened();
      const sent = new Set<string>();
      return workOn(events, async ({ id }, { text, receiptHandle }, state) => {
        // It has died again meanwhile.
        if (sent.has(id)) return 'stays';
        // In this order: what is in both queues for a moment is handled once, and what is in none is lost.
        sent.add(await queues.send({ queueUrl, text }));
        await queues.delete({ queueUrl: urls[state], receiptHandle });
        return 'gone';
      });
    },

    async purge(events) {
      const { queues } = opened();
      return workOn(events, async (_event, { receiptHandle }, state) => {
        await queues.delete({ queueUrl: urls[state], receiptHandle });
        return 'gone';
      });
    },

    async count(events) {
      let count = 0;
      await workOn(events, async () => {
        count += 1;
        return 'stays';
      });
      return count;
    },

    failureText: (error) => `The queues cannot be used: ${reasonOf(error)}. ${fix}`,

    async close() {
      desk?.queues.close();
    },
  };
}

interface Wanted {
  readonly states: readonly ParkedState[];
  /** Whether an event is of the choice; one that was named is so once. */
  take(event: EventDetails): boolean;
  isEnough(): boolean;
  missing(): readonly string[];
}

function wantedOf(events: EventChoice): Wanted {
  if (events.kind === 'all') {
    const receivedBefore = receivedBeforeOf(events);
    return {
      states: events.states,
      take: ({ receivedAt }) => receivedAt < receivedBefore,
      isEnough: () => false,
      missing: () => [],
    };
  }
  const missing = new Set(events.ids);
  return {
    states: ['dead', 'quarantine'],
    take: ({ id }) => missing.delete(id),
    isEnough: () => missing.size === 0,
    missing: () => [...missing],
  };
}

/** How many messages a pass looks at: as many as there are and some more, for SQS counts behind, but not without end. */
function limitFrom({ count }: QueueFacts): number {
  return Math.ceil(count * 1.1) + 100;
}

/** What is in a message. One that is no event is shown all the same: its text may say where it is from. */
function eventOf(message: ReceivedMessage, state: ParkedState, { redrive }: QueueFacts): EventDetails {
  const { id, text, sentAt } = message;
  const event = decodeQueuedEvent(text);
  // How often it was given out, SQS says with looks counted in.
  const attempts = state === 'dead' ? (redrive?.maxReceives ?? 0) : 0;
  if (event === undefined) {
    const body = Buffer.from(text);
    const reason = 'no event of this receiver';
    return {
      id,
      state,
      trigger: 'unknown',
      deliveryId: '',
      receivedAt: sentAt,
      attempts,
      reason,
      path: '',
      body,
    };
  }
  const { trigger, deliveryId, receivedAt, path, body } = event;
  const reason = state === 'quarantine' ? event.reason : undefined;
  return { id, state, trigger, deliveryId, receivedAt, attempts, reason, path, body };
}

function refuseWrongQueues(
  { deadLetterQueueUrl, quarantineQueueUrl }: SqsDeskSettings,
  { facts: { pending, dead, quarantine } }: OpenDesk,
): void {
  if (pending.redrive !== undefined && pending.redrive.deadLetterArn !== dead.arn) {
    const { deadLetterArn } = pending.redrive;
    throw new InboxRefusal(
      2,
      `DEAD_LETTER_QUEUE_URL is the queue ${dead.arn}, but the dead letters of QUEUE_URL are in ${deadLetterArn}: ` +
        'set both to queues of one stack.',
    );
  }
  const moving = [dead.redrive && deadLetterQueueUrl, quarantine.redrive && quarantineQueueUrl].find(
    (url) => url !== undefined,
  );
  if (moving !== undefined) {
    throw new InboxRefusal(
      2,
      `${moving} has a redrive policy of its own. SQS counts each look as a receive, so looking would move its ` +
        'events on: take the policy away.',
    );
  }
}

const pendingText =
  'SQS tells how many events are pending, but not which without taking them from the function: see "npm run inbox -- stats".';

const afterText =
  'SQS has no order to go on in: leave out --after, and write a larger --limit, 1000 at most.';

const moreText = (count: number): string =>
  `SQS counts about ${count} events there: --limit goes up to 1000, and what somebody looks at just now is hidden.`;

const fix =
  'Set QUEUE_URL, DEAD_LETTER_QUEUE_URL and QUARANTINE_QUEUE_URL to the queues of the stack, AWS_REGION to its region, ' +
  'and credentials that may use them.';
