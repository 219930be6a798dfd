import { parseArgs } from 'node:util';
import { orderStatuses, type Order, type OrderStatus } from './order-status.js';
import type { Orders } from './orders.js';
import type { Identity } from './outgoing.js';

/** What a command says, and the exit code it ends with: 0 done, 1 nothing to do, 2 not understood. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

export const orderHelp = `Usage:
  npm run order -- place --id <id> --customer <name> --summary <text> --to <CHANNEL:identity> [--to …]
  npm run order -- list [--status placed|sent|notified|follow-up] [--limit <n>]
  npm run order -- follow-ups
  npm run order -- done <id>

--to names where the customer can be reached, the best channel first:
  --to RCS:447700900123 --to SMS:447700900123
`;

/** Does what the arguments of `npm run order` say. */
export async function runOrderCommand(args: readonly string[], orders: Orders): Promise<CommandResult> {
  let parsed;
  try {
    parsed = parse(args);
  } catch (error) {
    return notUnderstood(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [command, id] = positionals;
  switch (command) {
    case 'place': {
      const order = readOrder(values);
      if (typeof order === 'string') return notUnderstood(order);
      const isNew = await orders.place(order);
      return done(`Order ${order.id} ${isNew ? 'is placed' : 'was placed before'}.`);
    }
    case 'list': {
      const status = readStatus(values.status);
      if (status === null) return notUnderstood(`--status is one of ${orderStatuses.join(', ')}`);
      const limit = Number(values.limit);
      if (!Number.isInteger(limit) || limit < 1) return notUnderstood('--limit is a whole number from 1');
      const found = await orders.list(limit, status);
      const lines = found.map(
        (order) => `${order.id}  ${order.status}${order.channel === undefined ? '' : ` by ${order.channel}`}`,
      );
      return lines.length === 0 ? nothing('No orders.') : done(lines.join('\n'));
    }
    case 'follow-ups': {
      const lines = (await orders.followUps()).map(
        ({ orderId, customer, reason }) => `${orderId}  ${customer}: ${reason}`,
      );
      return lines.length === 0 ? nothing('Nobody has to be called.') : done(lines.join('\n'));
    }
    case 'done':
      if (id === undefined) return notUnderstood('Name the order');
      return (await orders.closeFollowUp(id))
        ? done(`Order ${id} is done with.`)
        : nothing(`Nobody has to be called about order ${id}.`);
    default:
      return notUnderstood(command === undefined ? 'Name a command' : `There is no command ${command}`);
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      customer: { type: 'string' },
      summary: { type: 'string' },
      to: { type: 'string', multiple: true },
      status: { type: 'string' },
      limit: { type: 'string', default: '20' },
    },
  });
}

/** The order, or what is wrong with it. */
function readOrder({ id = '', customer = '', summary = '', to = [] }: ReturnType<typeof parse>['values']) {
  // It goes along with the message, where there is room for so much.
  if (!/^[\w.-]{1,100}$/.test(id)) return '--id has up to 100 letters, digits, and . _ -';
  if (customer === '' || summary === '') return '--customer and --summary have to be there';
  const identities: Identity[] = [];
  for (const text of to) {
    const [, channel, identity] = /^([A-Z]+):(.+)$/.exec(text) ?? [];
    if (channel === undefined || identity === undefined) return `--to ${text} is not like SMS:447700900123`;
    identities.push({ channel, identity });
  }
  if (identities.length === 0) return '--to has to be there';
  return { id, customer, summary, to: identities } satisfies Order;
}

function readStatus(text: string | undefined): OrderStatus | undefined | null {
  if (text === undefined) return undefined;
  return orderStatuses.find((status) => status.toLowerCase() === text.toLowerCase()) ?? null;
}

function done(output: string): CommandResult {
  return { exitCode: 0, output: `${output}\n` };
}

function nothing(output: string): CommandResult {
  return { exitCode: 1, output: `${output}\n` };
}

function notUnderstood(reason: string): CommandResult {
  return { exitCode: 2, output: `${reason}.\n\n${orderHelp}` };
}
