import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/*
 * BullMQ begins jobs in the order they came in, as many at a time as there are workers. What makes the events of one
 * conversation wait for each other is here: a lane has a holder, which is with its handler or between two attempts,
 * and those that wait for it, oldest first, from before they are added. One that is no longer a job, or is dead, neither
 * holds nor waits: so a process that ends between two steps leaves no lane shut.
 */

export interface LaneKeys {
  /** What the keys of the inbox begin with. */
  readonly prefix: string;
  /** What the key of a job has before its id. */
  readonly jobs: string;
  /** The key of the set of dead jobs. */
  readonly failed: string;
}

interface LaneEvent {
  readonly id: string;
  readonly lane: string;
}

/** An event with its place in the lane: milliseconds since 1970. */
interface PlacedEvent extends LaneEvent {
  readonly receivedAt: number;
}

export interface LaneHolder {
  readonly id: string;
  /** Whether its handler has failed: then it waits for its next attempt, and not for the lane. */
  readonly hasFailed: boolean;
}

export interface Lanes {
  /** Takes a place in the lane for an event that is about to be added. */
  announce(event: PlacedEvent): Promise<void>;
  /** Gives back the place of an event that was not added after all. */
  withdraw(event: LaneEvent): Promise<void>;
  /** Asks for the lane. Resolves with who holds it, when that is another event. */
  enter(event: PlacedEvent): Promise<LaneHolder | undefined>;
  /** Gives the lane up, unless another one has locked the event since. Resolves with who holds it now. */
  leave(event: LaneEvent & { readonly token: string }): Promise<string | undefined>;
  /** Whether the lane has been given to an event meanwhile. */
  holds(event: LaneEvent): Promise<boolean>;
}

// Longer than an event can wait between two attempts. What is forgotten earlier costs the order of one conversation.
const lifetimeMilliseconds = 7 * 86_400_000;

type LaneCommand<Answer> = (...parameters: (string | number)[]) => Promise<Answer | null>;

/** The lanes of an inbox. */
export function createLanes(redis: Redis, { prefix, jobs, failed }: LaneKeys): Lanes {
  redis.defineCommand('enterLane', { numberOfKeys: 3, lua: enterScript });
  redis.defineCommand('leaveLane', { numberOfKeys: 3, lua: leaveScript });
  // A command that was defined is not among those that the type of a connection has.
  const commands = redis as unknown as {
    enterLane: LaneCommand<[holder: string, failures: number]>;
    leaveLane: LaneCommand<string>;
  };

  function keysOf(lane: string): [holder: string, waiting: string, failed: string] {
    // A lane names a conversation or somebody's number.
    const holder = `${prefix}:lane:${createHash('sha256').update(lane).digest('base64url')}`;
    return [holder, `${holder}:waiting`, failed];
  }

  return {
    async announce({ id, lane, receivedAt }) {
      await redis.zadd(keysOf(lane)[1], receivedAt, id);
    },
    async withdraw({ id, lane }) {
      await redis.zrem(keysOf(lane)[1], id);
    },
    async enter({ id, lane, receivedAt }) {
      const other = await commands.enterLane(...keysOf(lane), jobs, lifetimeMilliseconds, id, receivedAt);
      return other === null ? undefined : { id: other[0], hasFailed: other[1] > 0 };
    },
    async leave({ id, lane, token }) {
      return (await commands.leaveLane(...keysOf(lane), jobs, lifetimeMilliseconds, id, token)) ?? undefined;
    },
    async holds({ id, lane }) {
      return (await redis.get(keysOf(lane)[0])) === id;
    },
  };
}

const findFirst = `
local holder, waiting, failed = KEYS[1], KEYS[2], KEYS[3]
local jobs, lifetime = ARGV[1], ARGV[2]
local function isOver(id)
  return redis.call('EXISTS', jobs .. id) == 0 or redis.call('ZSCORE', failed, id)
end
local function giveToFirst()
  while true do
    local first = redis.call('ZRANGE', waiting, 0, 0)[1]
    if not first then
      redis.call('DEL', holder)
      return false
    end
    redis.call('ZREM', waiting, first)
    if not isOver(first) then
      redis.call('SET', holder, first, 'PX', lifetime)
      redis.call('PEXPIRE', waiting, lifetime)
      return first
    end
  end
end
`;

// The answer is the holder, when that is another one, and how often its handler has failed, which BullMQ counts.
const enterScript = `${findFirst}
local id, receivedAt = ARGV[3], ARGV[4]
local current = redis.call('GET', holder)
if current == id then return false end
redis.call('ZADD', waiting, receivedAt, id)
redis.call('PEXPIRE', waiting, lifetime)
if not current or isOver(current) then current = giveToFirst() end
if not current or current == id then return false end
return {current, tonumber(redis.call('HGET', jobs .. current, 'atm') or 0)}
`;

// The answer is who holds the lane from now on.
const leaveScript = `${findFirst}
local id = ARGV[3]
local lock = redis.call('GET', jobs .. id .. ':lock')
if lock and lock ~= ARGV[4] then return false end
redis.call('ZREM', waiting, id)
if redis.call('GET', holder) ~= id then return false end
return giveToFirst()
`;
