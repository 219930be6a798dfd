import { describeType } from '../src/model/describe-type.js';
import type { EventModel, IdentityAlternative } from '../src/model/receiver-model.js';
import { innerNodes, type LiteralsNode, type ObjectNode, type SchemaNode } from '../src/model/schema.js';
import { readSample } from '../src/send/samples.js';
import { block, code, jsonBlock, prose, table } from './encode.js';
import { slug } from './markdown.js';
import type { Page } from './page.js';

/** A page on an event: how it is told, what it has, and a body. */
export async function renderEvent(event: EventModel): Promise<Page> {
  const { trigger, summary, description, fileName, payload } = event;
  const parts = [
    `# ${trigger}`,
    ...[summary, description].filter((text) => text !== undefined).map(prose),
    renderFacts(event),
    '## Fields',
    'Every object may have more fields than stand here, and a list of values is never complete: both grow without notice.',
    ...declaredIn(payload).flatMap((node) => [
      `### ${node.typeName}`,
      ...(node.description === undefined ? [] : [prose(node.description)]),
      node.kind === 'object' ? renderFields(node) : renderValues(node),
    ]),
    '## Sample',
    jsonBlock(await readSample(event)),
    'Sent to a receiver on this machine, signed, with new ids and times:',
    block('sh', `npx sinch-webhooks send ${fileName} --secret try-it`),
  ];
  return { path: `events/${fileName}.md`, text: `${parts.join('\n\n')}\n` };
}

function renderFacts({
  eventKey,
  tag,
  address,
  handlerName,
  fileName,
  typeName,
  identity,
}: EventModel): string {
  const told =
    eventKey === undefined
      ? tag === undefined
        ? 'its path alone'
        : `${code(tag.property)} is ${tag.values.map(code).join(' or ')}`
      : `${code(eventKey)} at the top of the body`;
  return table(
    ['', ''],
    [
      ['told by', told],
      ['handler', `${code(handlerName)} in ${code(`src/handlers/${fileName}.ts`)}`],
      ['type', code(typeName)],
      ['path of its own', `${code(address)} behind the path that takes every event`],
      ['a repeat has the same', renderIdentity(identity)],
    ],
  );
}

function renderIdentity(identity: readonly IdentityAlternative[]): string {
  const alternatives = identity.map((parts) =>
    parts
      .map((part) => (typeof part === 'string' ? code(part) : `the keys of ${code(part.keysOf)}`))
      .join(' and '),
  );
  return [...alternatives, 'the whole body'].join('; else ');
}

/** Every type that is declared for a payload, in the order in which a reader meets it. */
function declaredIn(payload: SchemaNode): Array<ObjectNode | LiteralsNode> {
  const seen = new Set<SchemaNode>();
  const waiting = [payload];
  for (const node of waiting) {
    if (seen.has(node)) continue;
    seen.add(node);
    waiting.push(...innerNodes(node));
  }
  return [...seen].filter((node) => node.kind === 'object' || node.kind === 'literals');
}

function renderFields({ properties }: ObjectNode): string {
  return table(
    ['field', 'type', ''],
    properties.map(({ name, required, schema, description }) => {
      const own = 'typeName' in schema ? undefined : schema.description;
      const text = description ?? own ?? '';
      return [code(name), `${renderType(schema)}${required ? ', always there' : ''}`, prose(text)];
    }),
  );
}

function renderValues({ literals, open }: LiteralsNode): string {
  const values = literals.map((literal) => code(String(literal))).join(', ');
  return open ? `${values}, or another string.` : `${values}.`;
}

function renderType(node: SchemaNode): string {
  switch (node.kind) {
    case 'object':
    case 'literals':
      return `[${node.typeName}](#${slug(node.typeName)})`;
    case 'array':
      return `array of ${renderType(node.items)}`;
    case 'map':
      return `map of ${renderType(node.values)}`;
    case 'union':
      return node.members.map(renderType).join(' or ');
    default:
      return prose(describeType(node));
  }
}
