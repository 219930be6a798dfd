const channels = {
  WHATSAPP: ['WhatsApp', 'WA'],
  SMS: ['SMS', 'SMS'],
  MMS: ['MMS', 'MMS'],
  RCS: ['RCS', 'RCS'],
  MESSENGER: ['Messenger', 'ME'],
  INSTAGRAM: ['Instagram', 'IG'],
  TELEGRAM: ['Telegram', 'TG'],
  VIBER: ['Viber', 'VI'],
  VIBERBM: ['Viber', 'VI'],
  LINE: ['LINE', 'LI'],
  WECHAT: ['WeChat', 'WC'],
  KAKAOTALK: ['KakaoTalk', 'KA'],
  KAKAOTALKCHAT: ['KakaoTalk', 'KA'],
  APPLEBC: ['Apple Messages', 'AM'],
};

const phoneChannels = ['WHATSAPP', 'SMS', 'MMS', 'RCS', 'VIBERBM'];

const states = {
  waiting: 'Waiting to be sent',
  sending: 'Sending',
  sent: 'Sent',
  queued: 'On its way',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not delivered',
  refused: 'Not sent',
};

export function channelName(channel) {
  return Object.hasOwn(channels, channel) ? channels[channel][0] : channel;
}

export function channelMark(channel) {
  return Object.hasOwn(channels, channel) ? channels[channel][1] : channel.slice(0, 2);
}

/** Who somebody is, as a person reads it: a telephone number with its plus, anything else as it is. */
export function personName({ channel, identity }) {
  const isNumber = phoneChannels.includes(channel) && /^\d{7,15}$/.test(identity);
  return isNumber ? `+${identity}` : identity || 'Somebody';
}

export function stateWords({ state, fault }) {
  const words = Object.hasOwn(states, state) ? states[state] : state;
  return fault === undefined ? words : `${words}: ${fault}`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

export const clockTime = (at) => clock.format(at);
export const wholeTime = (at) => whole.format(at);

/** The time today, and the day before. */
export function listTime(at) {
  return dayKey(at) === dayKey(Date.now()) ? clock.format(at) : shortDay.format(at);
}

export function dayName(at) {
  const today = Date.now();
  if (dayKey(at) === dayKey(today)) return 'Today';
  return dayKey(at) === dayKey(today - 86_400_000) ? 'Yesterday' : longDay.format(at);
}

export function dayKey(at) {
  return new Date(at).toDateString();
}
