import fc from 'fast-check';

/** A document as far as it evolves here. */
export interface DocumentState {
  readonly events: readonly EventState[];
  /** The values of an enumeration and the fields of an object that events share. */
  readonly states: readonly string[];
  readonly address: readonly FieldState[];
}

interface EventState {
  readonly name: string;
  readonly description: string;
  readonly fields: readonly FieldState[];
}

interface FieldState {
  readonly name: string;
  readonly type: FieldType;
  readonly description: string;
}

const fieldTypes = ['string', 'integer', 'number', 'boolean', 'tags', 'state', 'address'] as const;
type FieldType = (typeof fieldTypes)[number];

const kinds = `
  addEvent removeEvent renameEvent describeEvent addField removeField renameField retypeField describeField
  addState removeState changeAddress`
  .trim()
  .split(/\s+/);

/** One change of a document: what is to change, where, and to what, each by a number. */
export interface DocumentChange {
  readonly kind: string;
  readonly event: number;
  readonly field: number;
  readonly to: number;
}

export const documentChange: fc.Arbitrary<DocumentChange> = fc.record({
  kind: fc.oneof(fc.constantFrom(...kinds), fc.constantFrom('addEvent', 'removeEvent', 'renameEvent')),
  event: fc.nat(11),
  field: fc.nat(11),
  to: fc.nat(62),
});

const eventNames = 'order-placed order-shipped refund parcel-lost basket customer-moved invoice'.split(' ');
const fieldNames = 'id total note state tags address placed_at currency'.split(' ');
const stateNames = 'NEW PAID SENT LOST BACK DONE'.split(' ');
const descriptions = ['', 'What it says.', 'Another way to say it.\nIn two lines.', '*/ alert(1) /* `${x}`'];

export const firstDocument: DocumentState = {
  events: [
    { name: 'order-placed', description: 'An order was placed.', fields: [fieldOf('id', 'string')] },
    { name: 'refund', description: '', fields: [fieldOf('id', 'string'), fieldOf('state', 'state')] },
  ],
  states: ['NEW', 'PAID'],
  address: [fieldOf('city', 'string')],
};

/** The document after a change; the same where the change makes no sense. */
export function evolveDocument(state: DocumentState, change: DocumentChange): DocumentState {
  const { events, states, address } = state;
  const { kind, to } = change;
  const newName = eventNames[to % eventNames.length] ?? '';
  const isFree = events.every(({ name }) => name !== newName);
  const index = change.event % events.length;
  switch (kind) {
    case 'addEvent':
      return isFree && events.length < 6
        ? { ...state, events: [...events, { name: newName, description: '', fields: [] }] }
        : state;
    case 'removeEvent':
      return events.length > 1 ? { ...state, events: events.toSpliced(index, 1) } : state;
    case 'addState':
      return { ...state, states: [...new Set([...states, pick(stateNames, to)])] };
    case 'removeState':
      return states.length > 1 ? { ...state, states: states.toSpliced(to % states.length, 1) } : state;
    case 'changeAddress':
      return { ...state, address: [...evolveFields(address, { ...change, kind: 'addField' })].slice(-3) };
    default:
      return { ...state, events: events.with(index, evolveEvent(events[index], change, isFree)) };
  }
}

function evolveEvent(event: EventState | undefined, change: DocumentChange, isFree: boolean): EventState {
  if (event === undefined) throw new Error('There is always an event.');
  const { kind, to } = change;
  if (kind === 'renameEvent') return isFree ? { ...event, name: pick(eventNames, to) } : event;
  if (kind === 'describeEvent') return { ...event, description: pick(descriptions, to) };
  return { ...event, fields: evolveFields(event.fields, change) };
}

function evolveFields(
  fields: readonly FieldState[],
  { kind, field, to }: DocumentChange,
): readonly FieldState[] {
  const name = pick(fieldNames, to);
  const isFree = fields.every((other) => other.name !== name);
  if (kind === 'addField') return isFree ? [...fields, fieldOf(name, pick(fieldTypes, field))] : fields;
  const index = field % fields.length;
  const present = fields[index];
  if (present === undefined) return fields;
  if (kind === 'removeField') return fields.toSpliced(index, 1);
  if (kind === 'renameField') return isFree ? fields.with(index, { ...present, name }) : fields;
  if (kind === 'retypeField') return fields.with(index, { ...present, type: pick(fieldTypes, to) });
  return fields.with(index, { ...present, description: pick(descriptions, to) });
}

function fieldOf(name: string, type: FieldType): FieldState {
  return { name, type, description: '' };
}

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There is nothing to pick.');
  return item;
}

/** The text of the document, as AsyncAPI. */
export function renderDocumentText({ events, states, address }: DocumentState): string {
  const document = {
    asyncapi: '3.0.0',
    info: { title: 'A shop', version: '1.0.0' },
    channels: Object.fromEntries(events.map((event) => [event.name, channelOf(event)])),
    operations: Object.fromEntries(
      events.map(({ name }) => [name, { action: 'receive', channel: { $ref: `#/channels/${name}` } }]),
    ),
    components: {
      // The shared object has no field of its own type: it would never end.
      schemas: {
        State: { type: 'string', enum: states },
        Address: objectOf(
          address.map((field) => (field.type === 'address' ? { ...field, type: 'string' } : field)),
        ),
      },
    },
  };
  return JSON.stringify(document, null, 2);
}

function channelOf({ name, description, fields }: EventState) {
  const key = name.replaceAll('-', '_');
  const payload = { type: 'object', required: [key], properties: { [key]: objectOf(fields) } };
  const message = { name, payload, ...(description !== '' && { description }) };
  return { address: `/shop/${name}`, messages: { [name]: message } };
}

function objectOf(fields: readonly FieldState[]) {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
  };
}

function schemaOf({ type, description }: FieldState): object {
  const described = description === '' ? {} : { description };
  if (type === 'tags') return { type: 'array', items: { type: 'string' }, ...described };
  if (type === 'state') return { $ref: '#/components/schemas/State' };
  if (type === 'address') return { $ref: '#/components/schemas/Address' };
  return { type, ...described };
}
