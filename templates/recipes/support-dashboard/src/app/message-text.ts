/** What a message says, in plain text: the page shows nothing else of it. */
export interface Shown {
  readonly text: string;
  /** Where an attachment is. */
  readonly link: string | null;
}

/** Puts any content of the Conversation API into words, of either direction, known or not. */
export function showContent(content: unknown): Shown {
  const [kind = '', body] = contentOf(content);
  const link = linkIn(body);
  const say = (text: string): Shown => ({ text: text.slice(0, longest), link });
  switch (kind) {
    case 'text_message':
      return say(textIn(body, 'text'));
    case 'media_message':
      return say(textIn(body, 'filename_override') || 'Sent an attachment');
    case 'media_card_message':
      return say(textIn(body, 'caption') || 'Sent an attachment');
    case 'location_message':
      return say(
        ['Location:', textIn(body, 'title'), textIn(body, 'label'), coordinatesIn(body)]
          .filter(Boolean)
          .join(' '),
      );
    case 'choice_response_message':
      return say(`Chose: ${textIn(body, 'postback_data')}`);
    case 'choice_message':
      return say(textIn(at(body, 'text_message'), 'text'));
    case 'fallback_message':
      return say(textIn(body, 'raw_message') || 'Sent something that the channel could not pass on');
    case 'product_response_message':
      return say(`Ordered: ${textIn(body, 'title') || 'products'}`);
    case 'card_message':
    case 'list_message':
      return say([textIn(body, 'title'), textIn(body, 'description')].filter(Boolean).join('\n'));
    default:
      return say(`Sent what this page cannot show (${kind || 'without content'})`);
  }
}

// The longest text of a channel is far below.
const longest = 20_000;

function contentOf(content: unknown): [string, unknown] | [] {
  if (!isRecord(content)) return [];
  const found = Object.entries(content).find(([name, value]) => name.endsWith('_message') && isRecord(value));
  return found ?? [];
}

function linkIn(body: unknown): string | null {
  const url = textIn(body, 'url');
  return URL.canParse(url) && new URL(url).protocol === 'https:' ? url : null;
}

function coordinatesIn(body: unknown): string {
  const { latitude, longitude } = at(body, 'coordinates');
  return typeof latitude === 'number' && typeof longitude === 'number' ? `(${latitude}, ${longitude})` : '';
}

function textIn(value: unknown, name: string): string {
  const text = isRecord(value) ? value[name] : undefined;
  return typeof text === 'string' ? text : '';
}

function at(value: unknown, name: string): Record<string, unknown> {
  const inner = isRecord(value) ? value[name] : undefined;
  return isRecord(inner) ? inner : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
