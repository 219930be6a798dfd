import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDeliveryStatus,
  foldDeliveryReport,
  type DeliveryReport,
  type DeliveryState,
} from '../../src/runtime/delivery-status.js';
import { propertyRuns as numRuns } from '../support/property-runs.js';

function report(status: string, channel?: string): DeliveryReport {
  return { status, channel_identity: { channel } };
}

function fold(reports: readonly DeliveryReport[]): DeliveryState | undefined {
  return reports.reduce<DeliveryState | undefined>(foldDeliveryReport, undefined);
}

describe('statuses of one channel', () => {
  it('have an order, whatever order they come in', () => {
    const statuses = ['READ', 'A_NEW_ONE', 'FAILED', 'SWITCHING_CHANNEL', 'DELIVERED', 'QUEUED_ON_CHANNEL'];

    expect(statuses.toSorted(compareDeliveryStatus)).toEqual([
      'A_NEW_ONE',
      'QUEUED_ON_CHANNEL',
      'SWITCHING_CHANNEL',
      'FAILED',
      'DELIVERED',
      'READ',
    ]);
  });

  it('do not replace one another where the document knows neither', () => {
    expect(compareDeliveryStatus('A_NEW_ONE', 'ANOTHER')).toBe(0);
    expect(compareDeliveryStatus('A_NEW_ONE', undefined)).toBe(0);
    expect(compareDeliveryStatus('constructor', 'toString')).toBe(0);
  });
});

describe('the reports of a message', () => {
  it.each([
    { reports: [], status: undefined },
    { reports: [report('READ', 'SMS'), report('DELIVERED', 'SMS')], status: 'READ' },
    { reports: [report('SWITCHING_CHANNEL', 'RCS')], status: 'SWITCHING_CHANNEL' },
    {
      reports: [report('QUEUED_ON_CHANNEL', 'SMS'), report('SWITCHING_CHANNEL', 'RCS')],
      status: 'QUEUED_ON_CHANNEL',
    },
    { reports: [report('SWITCHING_CHANNEL', 'RCS'), report('DELIVERED', 'SMS')], status: 'DELIVERED' },
    { reports: [report('SWITCHING_CHANNEL', 'RCS'), report('FAILED', 'SMS')], status: 'FAILED' },
    { reports: [report('FAILED', 'SMS'), report('DELIVERED', 'RCS')], status: 'DELIVERED' },
    { reports: [report('DELIVERED', 'SMS'), report('A_NEW_ONE', 'SMS')], status: 'DELIVERED' },
    { reports: [report('A_NEW_ONE', 'SMS'), {}], status: undefined },
  ])('$reports end in $status', ({ reports, status }) => {
    expect(fold(reports)?.status).toBe(status);
  });

  it('are kept by channel', () => {
    const reports = [
      report('SWITCHING_CHANNEL', 'RCS'),
      report('QUEUED_ON_CHANNEL', 'RCS'),
      report('READ', 'SMS'),
      report('DELIVERED'),
      report('DELIVERED', '__proto__'),
    ];

    expect(fold(reports)).toEqual({
      status: 'READ',
      channels: { RCS: 'SWITCHING_CHANNEL', SMS: 'READ', '': 'DELIVERED', ['__proto__']: 'DELIVERED' },
    });
  });

  it('end in the same state in any order, with any repeated', () => {
    const statuses = [
      'QUEUED_ON_CHANNEL',
      'SWITCHING_CHANNEL',
      'FAILED',
      'DELIVERED',
      'READ',
      'A_NEW_ONE',
      'ANOTHER',
    ];
    const reports = fc.record({
      status: fc.option(fc.constantFrom(...statuses), { nil: undefined }),
      channel_identity: fc.option(
        fc.record({ channel: fc.constantFrom('RCS', 'SMS', 'WHATSAPP', '__proto__', undefined) }),
        { nil: undefined },
      ),
    });
    const shuffled = fc.array(reports, { maxLength: 8 }).chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc
          .array(fc.nat(Math.max(all.length - 1, 0)), { maxLength: all.length === 0 ? 0 : 8 })
          .chain((again) => {
            const repeated = [...all, ...again.flatMap((index) => all[index] ?? [])];
            return fc.shuffledSubarray(repeated, { minLength: repeated.length, maxLength: repeated.length });
          }),
      ),
    );

    fc.assert(
      fc.property(shuffled, ([once, repeated]) => {
        // What the first report leaves, and none at all, are both a beginning.
        expect(fold(repeated) ?? null).toEqual(fold(once) ?? null);
      }),
      { numRuns },
    );
  });
});
