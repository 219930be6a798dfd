const clockTime = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const exactTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** @param {number} at Milliseconds since 1970. */
export function timeOfDay(at) {
  return clockTime.format(at);
}

/** @param {number} at */
export function exactly(at) {
  return `${exactTime.format(at)}, ${new Date(at).toISOString()}`;
}

/**
 * How much later, in few characters: `+120 ms`, `+1.5 s`, `+2 min`.
 * @param {number} milliseconds
 */
export function later(milliseconds) {
  if (milliseconds < 1_000) return `+${milliseconds} ms`;
  if (milliseconds < 60_000) return `+${(milliseconds / 1_000).toFixed(1)} s`;
  return `+${Math.round(milliseconds / 60_000)} min`;
}

/** @param {number} count */
export function number(count) {
  return count.toLocaleString('en');
}

/** @param {number} share From 0 to 1. */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/**
 * A channel as people call it.
 * @param {string} channel
 */
export function channelName(channel) {
  return channelNames.get(channel) ?? channel;
}

// What comes may be called anything, and every object has a `constructor`.
const channelNames = new Map([
  ['*', 'Every other channel'],
  ['WHATSAPP', 'WhatsApp'],
  ['MESSENGER', 'Messenger'],
  ['INSTAGRAM', 'Instagram'],
  ['TELEGRAM', 'Telegram'],
  ['VIBERBM', 'Viber'],
  ['WECHAT', 'WeChat'],
  ['KAKAOTALK', 'KakaoTalk'],
  ['APPLEBC', 'Apple Messages'],
]);

/**
 * A step of a message as people call it.
 * @param {string} status
 */
export function statusName(status) {
  return statusNames.get(status) ?? status.toLowerCase().replaceAll('_', ' ');
}

const statusNames = new Map([
  ['SUBMITTED', 'submitted'],
  ['QUEUED_ON_CHANNEL', 'queued'],
  ['SWITCHING_CHANNEL', 'switched'],
]);

/** @param {import('../../src/send/post.js').Outcome} outcome */
export function answerOf(outcome) {
  return outcome.kind === 'answered' ? String(outcome.status) : outcome.reason;
}

/**
 * An address without what all of them have.
 * @param {string} url
 */
export function shortUrl(url) {
  return URL.canParse(url) ? new URL(url).host + new URL(url).pathname : url;
}
