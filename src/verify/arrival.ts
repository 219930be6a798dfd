import { headerRecord, type HeaderList } from '../listen/headers.js';
import type { ReportSignature, SignatureReport } from '../listen/signature-report.js';
import { isProbe } from '../runtime/probe.js';
import type { Problem, Validator } from '../runtime/problems.js';
import type { Recogniser } from '../runtime/recognition.js';
import { signatureHeaders } from '../runtime/signature.js';
import { isRecord, textOf, valueOf } from '../spec/json.js';

/** A request as it came. */
export interface Incoming {
  readonly method: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** What a request is, and what its signature says. */
export interface Arrival {
  /**
   * `event`: of the app, and signed with a secret of the receiver. `refused`: of the app, and not signed so. `other-app`:
   * an event of another app. `probe`: it asks whether a receiver knows a secret. `stranger`: nothing that Sinch sends.
   */
  readonly kind: 'event' | 'refused' | 'other-app' | 'probe' | 'stranger';
  /** Absent where no event is recognised in it. */
  readonly trigger?: string;
  readonly bytes: number;
  readonly signature: SignatureReport;
  /** How long before its arrival it was signed, by the clock here; below 0 where that clock is behind. */
  readonly ageSeconds?: number;
  /** Where it differs from what the document says of the event. */
  readonly problems: readonly Problem[];
}

export interface JudgeParts {
  readonly appId: string;
  readonly reportSignature: ReportSignature;
  readonly recognise: Recogniser;
  readonly validators: ReadonlyMap<string, Validator>;
}

export type Judge = (incoming: Incoming, now: number) => Arrival;

/** Tells what a request is, as a receiver would. */
export function createJudge({ appId, reportSignature, recognise, validators }: JudgeParts): Judge {
  return ({ method, headers, body }, now) => {
    const signature = reportSignature(headers, body, now, true);
    const recognition = recognise(body, undefined);
    const isKnown = recognition.kind === 'event';
    const arrival = {
      bytes: body.length,
      signature,
      ...ageOf(headers, now),
      ...(isKnown && { trigger: recognition.route.trigger }),
      problems: isKnown ? (validators.get(recognition.route.trigger)?.(recognition.event) ?? []) : [],
    };
    const isRight = signature.verdict === 'right';
    const content = isKnown ? recognition.event : recognition.body;
    if (isProbe(body)) return { ...arrival, kind: 'probe' };
    if (method !== 'POST' || !(isRight || isKnown) || !isRecord(content)) {
      return { ...arrival, kind: 'stranger' };
    }
    // Contacts belong to a project, so their events name no app.
    const app = textOf(valueOf(content, 'app_id')) ?? '';
    if (app !== '' && app !== appId) return { ...arrival, kind: 'other-app' };
    return { ...arrival, kind: isRight ? 'event' : 'refused' };
  };
}

function ageOf(headers: HeaderList, now: number): Pick<Arrival, 'ageSeconds'> {
  const timestamp = headerRecord(headers)[signatureHeaders.timestamp] ?? '';
  return /^[0-9]{1,12}$/.test(timestamp) ? { ageSeconds: Math.round(now / 1000 - Number(timestamp)) } : {};
}
