/** What somebody has asked. */
export interface Question {
  /** Empty for what has no words, such as a picture. */
  readonly text: string;
  readonly channel: string;
  readonly askedAt: Date;
}

/**
 * What to answer; `undefined` for nothing. Replace it by what you have to say: nothing else here needs to change. It may
 * be called again for a question whose event is handled again, but only the first answer counts. To ask elsewhere, have
 * it return a promise.
 */
export function answer({ text, askedAt }: Question): string | undefined | Promise<string | undefined> {
  const words = text.toLowerCase();
  const order = /\border\s*(?:no\.?|number|#)?\s*(\d{3,12})\b/.exec(words)?.[1];
  if (order !== undefined) return `Order ${order} is being packed. You will hear from us when it is sent.`;
  if (/\b(open|hours|closed|when)\b/.test(words)) {
    return isOpen(askedAt) ? `We are open now. ${hours}` : `We are closed now. ${hours}`;
  }
  return 'Thank you for writing. A colleague will answer you as soon as we are open.';
}

const hours = 'Our hours are Monday to Friday, 9:00 to 17:00 UTC.';

function isOpen(at: Date): boolean {
  const isWeekday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  return isWeekday && at.getUTCHours() >= 9 && at.getUTCHours() < 17;
}
