import { isCheapPattern } from '../../src/spec/cheap-pattern.js';
import type { Position } from './positions.js';

/** A text that must stay one, and a harmless one for the same place in the twin of the document. */
export interface Canary {
  readonly text: string;
  readonly twin: string;
  /** It may get in as a name where one before it does not. */
  readonly isName?: true;
}

const code = 'globalThis.hacked=1';

/**
 * The first holds whatever ends a text, a comment or a name somewhere, each time with code behind it. Where a rule of
 * AsyncAPI keeps it out, the next may get in.
 */
const canaries: readonly Canary[] = [
  {
    text: [
      `canary*/;${code};/*`,
      `\n//# sourceMappingURL=data:x\r\n#${code}`,
      `\u2028${code}\u2029${code}\u0085`,
      `';${code};'`,
      `";${code};"`,
      `\`;${code};\`\${${code}}`,
      `\\';${code};\\`,
      `]};${code};({[`,
      `{{${code}}}{{{${code}}}}<%= ${code} %>`,
      `</script><script>${code}</script><!--`,
      `| \`$(touch hacked)\` | [a](javascript:${code}) |`,
      `@ts-nocheck @vitest-environment ./hacked #__PURE__ eslint-disable prettier-ignore`,
      `../../hacked\u0000\u001b[31m\u202e\u200b\ufeff\u{e0041}\ud800`,
      `: !!js/function &a *a - %`,
    ].join(' '),
    twin: 'harmless',
    isName: true,
  },
  {
    text: `canary*/;${code};'";\`\${${code}}{{${code}}}]};</script>//#.@ts-nocheck`,
    twin: 'harmless',
    isName: true,
  },
  { text: `https://canary.example/*/';${code};//'?\${${code}}`, twin: 'https://harmless.example/' },
  { text: '../../canary/../constructor', twin: '../harmless' },
  { text: 'canary.__proto__-hacked', twin: 'harmless', isName: true },
];

const pattern: Canary = {
  text: `^[*]/;${code};'"\`[$][{]${code}[}]//# sourceMappingURL=x [\\u2028\u2028\n]</script>canary$`,
  twin: '^harmless$',
};

/** The canaries for a position. A text that is no regular expression has a twin that is none either. */
export function canariesFor({ path, of }: Position): readonly Canary[] {
  const isPattern = of === 'value' ? path.at(-1) === 'pattern' : path.at(-2) === 'patternProperties';
  if (!isPattern) return of === 'name' ? canaries.filter(({ isName }) => isName) : canaries;
  const others = canaries.map(({ text }) => ({
    text,
    twin: isCheapPattern(text) ? pattern.twin : 'harmless(',
  }));
  return [pattern, ...others];
}
