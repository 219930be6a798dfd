import { code, inEach, type AttackClass } from './attack.js';

/** What would become the name of something: of a property, a type, a function, a file. */
export const attacksOnNames: readonly AttackClass[] = [
  {
    name: 'keys',
    aim: 'is a key that means something to JavaScript, or ends one',
    attacks: [
      { part: 'property', text: '__proto__', refused: 'SPEC_INVALID' },
      { part: 'component', text: '__proto__', refused: 'SPEC_INVALID' },
      ...inEach(['required', 'eventKey', 'identity', 'enum', 'parserId', 'trigger'], ['__proto__']),
      ...inEach(['property', 'union', 'dependency', 'exampleName'], ['constructor']),
      ...inEach(
        ['property'],
        [
          'toString',
          'then',
          'toJSON',
          'get x() {}',
          `]: ${code}, [`,
          `a: 1 }; ${code}; ({ b`,
          '',
          'arguments',
          'default',
        ],
      ),
      { part: 'property', text: '0', twin: '1' },
      { part: 'property', text: 'hasOwnProperty' },
      { part: 'component', text: 'constructor' },
      { part: 'exampleName', text: `"},"hacked":{"` },
    ],
  },
  {
    name: 'identifiers',
    aim: 'becomes the name of a type or a function, or takes that of another',
    attacks: [
      ...inEach(
        ['trigger', 'address', 'message'],
        [`x(){};${code};function y`, 'eval', 'ｅｖａｌ', '\\u0065val', '日本', 'שלום', '🙂'],
      ),
      ...inEach(
        ['component'],
        ['Record', 'Nothing', 'Promise', 'object', 'WebhookEvents', 'class', '1', 'x'.repeat(1_000)],
      ),
      { part: 'component', text: `x;${code}` },
      ...inEach(['property'], ['class', '🙂', 'שלום', 'ﷺ'.repeat(100), 'n'.repeat(5_000)]),
      ...inEach(['parserId'], ['Thing', 'State', '<anonymous-schema-1>', `x;${code}`]),
      { part: 'trigger', text: 'thing-lost' },
      { part: 'trigger', text: '' },
    ],
  },
  {
    name: 'paths',
    aim: 'becomes a path that leads out of the folder, or that a system cannot hold',
    attacks: [
      ...inEach(
        ['trigger'],
        [
          '../../../hacked',
          '/etc/hacked',
          'C:\\hacked',
          '..\\..\\hacked',
          'hacked\u0000.ts',
          'CON',
          'aux.json',
          'COM¹',
          '.git/hooks/post-commit',
          '.env',
          'unknown',
          '%2e%2e%2fhacked',
          '~/.ssh/hacked',
          'hacked. ',
          'node_modules/hacked/index',
          'x/'.repeat(3_000),
          'e\u0301',
          '.',
        ],
      ),
      ...inEach(['address'], ['/../../../hacked', '/things/../..', '//hacked.example/x', '/NUL']),
      ...inEach(['message', 'operation'], ['../../hacked']),
    ],
  },
];
