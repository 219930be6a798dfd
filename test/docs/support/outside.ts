/** A command that is not run, because it needs what a test does not have. Everything else that is documented is run. */
export interface Outside {
  /** Of the whole command, words and all. */
  readonly command: RegExp;
  readonly needs: string;
}

/** Keep it short: each entry is a command that nothing here tries. One that no page has any more fails the test. */
export const outside: readonly Outside[] = [
  { command: /^npm (ci|install)( .*)?$/, needs: 'the registry' },
  {
    command: /^npm (test|run (test:\w+|bench(:\w+)?|verify|docs:\w+))( -- .*)?$/,
    needs: 'to be this test',
  },
  { command: /^npx sinch-webhooks init$/, needs: 'a person at a terminal' },
  { command: /^docker /, needs: 'containers' },
  { command: /^kubectl /, needs: 'a cluster' },
  { command: /^(aws|sam) /, needs: 'an account of AWS' },
];
