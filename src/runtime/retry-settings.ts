import type { RetrySettings } from './backoff.js';
import type { SettingsReader } from './settings.js';
import { futureToleranceSeconds } from './signature.js';

/** How often an event is tried, and when. */
export function readRetrySettings(reader: SettingsReader): RetrySettings {
  const retry = {
    attempts: reader.integer({ name: 'RETRY_ATTEMPTS', fallback: 8, min: 1, max: 100 }),
    minDelaySeconds: reader.integer({ name: 'RETRY_MIN_DELAY', fallback: 1, min: 1, max: 3_600 }),
    maxDelaySeconds: reader.integer({ name: 'RETRY_MAX_DELAY', fallback: 900, min: 1, max: 86_400 }),
  };
  if (retry.maxDelaySeconds < retry.minDelaySeconds) {
    reader.fault('RETRY_MAX_DELAY is less than RETRY_MIN_DELAY: write a longer one, or leave it out.');
  }
  return retry;
}

/** How long an event is known, so that it is not handled again. */
export function readRetentionDays(reader: SettingsReader, maxAgeSeconds: number): number {
  const days = reader.integer({ name: 'INBOX_RETENTION_DAYS', fallback: 7, min: 1, max: 365 });
  // A request that was recorded must not be taken anew once its identity is forgotten.
  if (days * 86_400 < maxAgeSeconds + futureToleranceSeconds) {
    reader.fault(
      'INBOX_RETENTION_DAYS is shorter than SIGNATURE_MAX_AGE and five minutes, so that an old request could be ' +
        'sent again: lengthen it, or shorten SIGNATURE_MAX_AGE.',
    );
  }
  return days;
}
