import { canariesFor } from './canary.js';
import { generateAll, type Receiver } from './generate-all.js';
import { withTextAt, type Position } from './positions.js';
import { differentShapes } from './receiver-shape.js';

/** What became of the canaries at a position, each of which was refused or is text in a receiver. */
export interface Flight {
  readonly refused: number;
  readonly accepted: number;
  /** What is wrong with it, a line each. */
  readonly failures: readonly string[];
}

/** Puts canaries at a position, one after the other, until one is accepted. `original` is what the document becomes. */
export async function flyCanaries(
  document: unknown,
  original: Receiver,
  position: Position,
): Promise<Flight> {
  const failures: string[] = [];
  let refused = 0;
  let accepted = 0;
  for (const { text, twin } of canariesFor(position)) {
    if (accepted > 0) break;
    const hostile = await generateAll(withTextAt(document, position, text));
    if (hostile.kind === 'refused') {
      refused += 1;
      const { message, details, help } = hostile.error;
      if ([message, ...details, help].some(isUnprintable))
        failures.push(`the refusal is not printable: ${message}`);
      continue;
    }
    accepted += 1;
    // The document is a twin itself, unless the text that stands there by itself means something.
    if (differences(hostile, original).length > 0) {
      const benign = await generateAll(withTextAt(document, position, twin));
      failures.push(
        ...(benign.kind === 'refused'
          ? [`the twin alone is refused: ${benign.error.message} ${benign.error.details.join(' ')}`]
          : differences(hostile, benign)),
      );
    }
  }
  if (Object.hasOwn(globalThis, 'hacked')) failures.push('code of the document ran');
  return { refused, accepted, failures };
}

function differences(hostile: Receiver, benign: Receiver): string[] {
  return [...hostile.files].flatMap(([target, files]) => {
    const different = differentShapes(files, benign.files.get(target) ?? []);
    return different.length === 0 ? [] : [`${target}: ${different.join(', ')} in another shape`];
  });
}

function isUnprintable(text: string): boolean {
  return /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(text);
}
