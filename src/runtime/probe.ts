/**
 * A body that is no event. Signed, it asks a receiver whether it knows the secret, and whether it can be reached: it is
 * answered like an event, and neither kept nor handled. Sinch sends nothing like it.
 */
export const probeBody = '{"sinch_webhooks_probe":true}';

export function isProbe(body: Uint8Array): boolean {
  return body.length === probeBody.length && Buffer.from(body).toString('latin1') === probeBody;
}
