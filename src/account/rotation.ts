import type { RegisteredWebhook } from './conversation-client.js';

/**
 * How far the rotation of a secret has come. A receiver takes what any of its secrets has signed, so each step leaves
 * webhook and receiver with one in common:
 *
 * 1. `begin`: a new secret is written behind the old one. The receiver has to read it: it is started again.
 * 2. `switch`: the webhook signs with the new one, once the receiver has shown that it knows it.
 * 3. `end`: the old one goes, when nothing comes any more that it has signed; repeats may, for a day.
 */
export type RotationStep =
  | { readonly kind: 'begin'; readonly current: string }
  | { readonly kind: 'switch'; readonly current: string; readonly next: string }
  | { readonly kind: 'end'; readonly next: string };

/** Why no step can be told; `unknown-secret` where the webhook signs with what the receiver does not have. */
export type RotationObstacle = 'no-secret' | 'unknown-secret' | 'too-many';

/**
 * Tells the next step from what there is, so that a rotation that was cut off goes on where it was. `secrets` are
 * those of the receiver, in their order. Where the API tells no secret, a second one means that the switch is due:
 * to do it again changes nothing.
 */
export function nextStep(
  secrets: readonly string[],
  { secret }: Pick<RegisteredWebhook, 'secret'>,
): RotationStep | RotationObstacle {
  const [first, second, third] = secrets;
  if (first === undefined) return 'no-secret';
  if (third !== undefined) return 'too-many';
  if (secret !== undefined && !secrets.includes(secret)) return 'unknown-secret';
  if (second === undefined) return { kind: 'begin', current: first };
  return secret === second ? { kind: 'end', next: second } : { kind: 'switch', current: first, next: second };
}
