import { openSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/*
 * The handler of every event, copied into the receiver. Each run writes a line as it begins and one as it ends, by a
 * call of the system that is over before the next statement: they are there whatever becomes of the process. How it
 * behaves stands in the event's correlation id, before the colon.
 */

interface Context {
  readonly trigger: string;
  readonly attempt: number;
}

const journal = openSync(process.env['CHAOS_JOURNAL'] ?? 'journal.jsonl', 'a');
const isTame = process.env['CHAOS_TAME'] === '1';

export async function journalled(event: unknown, { trigger, attempt }: Context): Promise<void> {
  const id = (event as { correlation_id?: unknown }).correlation_id;
  if (typeof id !== 'string' || !id.startsWith('chaos-')) return;
  const write = (phase: 'start' | 'end'): void =>
    void writeSync(journal, `${JSON.stringify({ event: id, phase, trigger, attempt, at: Date.now() })}\n`);
  write('start');
  if (!isTame) await behave(id.slice('chaos-'.length).split(':', 1)[0] ?? '');
  write('end');
}

async function behave(behaviour: string): Promise<void> {
  const [kind, milliseconds] = behaviour.split('=');
  switch (kind) {
    case 'slow':
      return wait(Number(milliseconds));
    case 'hang':
      return new Promise(() => {});
    case 'throw':
      throw new Error('the handler threw');
    case 'late':
      await wait(Number(milliseconds));
      throw new Error('the handler rejected when its time was over');
    case 'block': {
      const end = performance.now() + Number(milliseconds);
      while (performance.now() < end);
    }
  }
}
