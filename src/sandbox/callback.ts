import type { JsonRecord } from '../spec/json.js';

/** An event on its way to those who asked for it. */
export interface Callback {
  readonly trigger: string;
  /** Empty for what concerns all apps of the project. */
  readonly appId: string;
  readonly projectId: string;
  readonly body: JsonRecord;
  /** The message or event that it tells of. */
  readonly subjectId?: string;
  /** Where it goes in place of the app's webhooks, if the message says so. */
  readonly callbackUrl?: string;
}

/** What surrounds the payload of every callback. */
export interface Envelope {
  readonly appId: string;
  readonly projectId: string;
  /** When the API accepted what caused the callback: the same in all reports of one message. Milliseconds. */
  readonly acceptedAt?: number;
  readonly happenedAt?: number;
  readonly messageMetadata?: string;
  readonly correlationId?: string;
}

/** The body of a callback: its payload stands at the key that tells its trigger. */
export function callbackBody(envelope: Envelope, key: string, payload: JsonRecord): JsonRecord {
  const { appId, projectId, acceptedAt, happenedAt, messageMetadata = '', correlationId = '' } = envelope;
  return {
    app_id: appId,
    ...(acceptedAt !== undefined && { accepted_time: timestamp(acceptedAt) }),
    ...(happenedAt !== undefined && { event_time: timestamp(happenedAt) }),
    project_id: projectId,
    message_metadata: messageMetadata,
    correlation_id: correlationId,
    [key]: payload,
  };
}

export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
