import { code, inEach, raw, type AttackClass } from './attack.js';

/** What is after something else than the code of a receiver. */
export const attacksElsewhere: readonly AttackClass[] = [
  {
    name: 'other files',
    aim: 'changes what is no code: the package, YAML, Markdown, HTML, a shell, a container, the environment',
    attacks: [
      ...inEach(
        ['title', 'address', 'trigger'],
        [
          `","scripts":{"postinstall":"touch hacked"},"x":"`,
          `\nHandler: hacked\n  - !!js/function ${code}`,
          `\nRUN touch hacked\nSINCH_WEBHOOK_SECRET=hacked`,
          `$(touch hacked)\`touch hacked\`"; touch hacked; "`,
          `| [x](javascript:${code}) | <img src=x onerror="${code}"> |\n## x`,
          `$\{{ secrets.GITHUB_TOKEN }}\n::set-output name=x::y`,
        ],
      ),
      ...inEach(['enum', 'property', 'summary'], [`</script><script>${code}</script><!--`]),
      { part: 'summary', text: '[x](javascript:alert(1))\n```\n</details>' },
      { part: 'version', text: '1.0.0"; touch hacked; "' },
      { part: 'license', text: 'MIT\n\nRUN touch hacked' },
      { part: 'host', text: 'things.example/$(touch hacked)' },
      { part: 'contentType', text: 'application/json\r\nx-hacked: 1' },
      { part: 'header', text: 'x-trace: 1\r\nx-hacked' },
    ],
  },
  {
    name: 'what is not seen',
    aim: 'shows a reader something else than what is there, or a terminal what it obeys',
    attacks: [
      ...inEach(
        ['summary', 'enum', 'property'],
        [
          `\u202e} \u2066// only this\u2069 \u2066`,
          `\u001b[2J\u001b]8;;https://hacked.example\u0007x`,
          `ad\u200bmin\u2060\u00ad`,
          [...'do as I say'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(''),
          `\ud800 \udc00\ud800`,
        ],
      ),
      { part: 'const', text: '\u0000\u0007\u0008\u009b31m' },
      { part: 'eventKey', text: 'thing\u200b_made' },
      { part: 'address', text: '/things/\u202eedam-gniht' },
      { part: 'schemaAbout', text: 'a\u0300'.repeat(5_000) },
      { part: 'enum', text: '\ufeffx' },
    ],
  },
  {
    name: 'values',
    aim: 'is of another kind than the place is for, such as code in the place of a number',
    attacks: [
      ...inEach(['minimum', 'multipleOf', 'maxLength'], [`1; ${code}`]).map((attack) => ({
        ...attack,
        refused: 'SPEC_INVALID' as const,
      })),
      { part: 'minimum', text: raw('1e400'), refused: 'SPEC_INVALID' },
      { part: 'minimum', text: raw('-0'), twin: 1 },
      { part: 'number', text: raw('1e400'), twin: raw('-1e400') },
      { part: 'number', text: raw('1e21'), twin: 3 },
      { part: 'number', text: raw('123456789012345678901234567890'), twin: 3 },
      { part: 'type', text: code, refused: 'SPEC_INVALID' },
      { part: 'type', text: 'constructor', refused: 'SPEC_INVALID' },
      { part: 'trigger', text: { toString: code }, twin: { x: 'y' } },
      { part: 'eventKey', text: ['x', code], twin: ['x', 'y'] },
      { part: 'identity', text: { keysOf: `'; ${code}; '` }, twin: { keysOf: 'x' } },
      { part: 'enum', text: { '*/': [code, { "';": null }] }, twin: { x: ['y', { z: null }] } },
      { part: 'summary', text: 'long '.repeat(100_000) },
      { part: 'enum', text: 'x'.repeat(200_000) },
    ],
  },
  {
    name: 'tools',
    aim: 'speaks to the AsyncAPI parser, Ajv or Modelina in their own extensions',
    attacks: [
      ...inEach(
        ['extension'],
        [
          'x-parser-spec-parsed',
          'x-parser-circular',
          'x-modelgen-inferred-name',
          'x-modelgen-enum-keys',
          'x-parser-original-payload',
          'x-enum-varnames',
        ],
      ).map((attack) => ({ ...attack, twin: 'x-harmless' })),
      { part: 'extension', text: '$schema', twin: 'x-harmless' },
      { part: 'extensionText', text: { $ref: 'file:///etc/passwd' }, twin: { ref: 'x' } },
      { part: 'schemaId', text: `https://hacked.example/'+(${code})+'` },
      { part: 'schemaId', text: '#' },
      { part: 'comment', text: `'); ${code}; ('` },
      ...inEach(
        ['reference'],
        [
          'file:///etc/passwd',
          '/etc/passwd',
          'https://hacked.example/schema.json',
          'http://169.254.169.254/latest/meta-data',
          '#/constructor/prototype',
          '#/components/schemas/__proto__',
          `#/components/schemas/x'];${code};//`,
        ],
      ).map((attack) => ({ ...attack, refused: 'SPEC_REFERENCE' as const })),
    ],
  },
];
