import { code, inEach, type AttackClass } from './attack.js';

/** What would become code by ending the place in which it stands. */
export const attacksOnCode: readonly AttackClass[] = [
  {
    name: 'comments',
    aim: 'ends a comment, or hides its end',
    attacks: [
      ...inEach(
        ['summary', 'operationAbout', 'schemaAbout', 'propertyAbout', 'enumAbout'],
        [`*/ ${code}; /*`, `*\u200b/ ${code}; /\u200b*`],
      ),
      { part: 'summary', text: `first\n*/\nimport './hacked.js';\n/**` },
      { part: 'summary', text: `\u2028*/\u2029${code};\u0085/*` },
      { part: 'propertyAbout', text: `*\ufeff/ ${code} //` },
      { part: 'schemaAbout', text: `*\\/ ${code} \\u002a\\u002f ${code}` },
      { part: 'operationAbout', text: '*'.repeat(2_000) + '/' },
    ],
  },
  {
    name: 'orders in comments',
    aim: 'tells a compiler, linter, bundler, test runner or debugger what to do',
    attacks: inEach(
      ['summary'],
      [
        '@ts-nocheck',
        '@\u200bts-ignore',
        '/ <reference path="/etc/passwd" />',
        '# sourceMappingURL=https://hacked.example/map',
        'eslint-disable no-eval',
        '@jsxImportSource hacked',
        '@vitest-environment ./hacked.js',
        '#__PURE__ @__NO_SIDE_EFFECTS__',
        '@license\n@preserve\n@flow',
        'prettier-ignore\nistanbul ignore file',
      ],
    ),
  },
  {
    name: 'texts',
    aim: 'ends a string, as in orval CVE-2026-22785, CVE-2026-23947, CVE-2026-71868 and CVE-2026-72716',
    attacks: [
      ...inEach(['enum', 'const', 'eventKey', 'identity', 'operation'], [`'; ${code}; '`, `"; ${code}; "`]),
      ...inEach(
        ['address', 'keysOf', 'deepConst', 'not', 'tuple', 'dependency', 'union', 'parserId'],
        [`\\'; ${code}; //`],
      ),
      ...inEach(
        ['enum', 'deepConst'],
        [`\\`, `\\"`, `\n${code}\n`, `\u2028${code}\u2029`, `' + (${code}) + '`],
      ),
      { part: 'property', text: `'; ${code}; '` },
      { part: 'required', text: `a'); ${code}; ('` },
      { part: 'default', text: `"; ${code}; "` },
      { part: 'format', text: `'; ${code}; '` },
    ],
  },
  {
    name: 'template literals',
    aim: 'is evaluated inside backticks',
    attacks: [
      ...inEach(['enum', 'property', 'eventKey', 'address'], [`\${${code}}`, `\`;${code};\``]),
      { part: 'deepConst', text: `\\\${${code}}` },
    ],
  },
  {
    name: 'regular expressions',
    aim: 'ends a regular expression, or runs for hours',
    attacks: [
      { part: 'pattern', text: `/;${code};/`, twin: '^[a-z]+$' },
      { part: 'pattern', text: `[/]/.source;${code};[/]`, twin: '^[a-z]+$' },
      { part: 'pattern', text: `\u2028|\n|\\n`, twin: '^[a-z]+$' },
      { part: 'pattern', text: '^(a+)+$', twin: '(' },
      { part: 'pattern', text: `(?<${'a'.repeat(2_000)}>`, twin: '(' },
      { part: 'patternName', text: `/;${code};/`, twin: '^n-' },
      { part: 'patternName', text: '^(([a-z])+.)+$', twin: '(' },
      { part: 'patternName', text: `'];${code};//`, twin: '(' },
      { part: 'patternName', text: `';${code};'|"`, twin: '^n-' },
    ],
  },
  {
    name: 'templates',
    aim: 'is read as an expression of the templates that receivers are made of, as in Handlebars CVE-2026-33937',
    attacks: inEach(
      ['summary', 'schemaAbout', 'enum', 'property', 'eventKey'],
      [
        `{{{declarations}}}{{#each events}}x{{/each}}`,
        `{{lookup this "constructor"}}{{#with (lookup this "constructor")}}${code}{{/with}}`,
        `{{> hacked}}{{!-- --}}<%= ${code} %>#{${code}}`,
      ],
    ),
  },
];
