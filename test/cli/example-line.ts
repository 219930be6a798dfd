/** A command line of the help texts, as a shell would understand it. */
export interface ExampleLine {
  /** Variables that stand before it. */
  readonly env: Readonly<Record<string, string>>;
  /** What follows the name of the program. */
  readonly argv: readonly string[];
  /** The address whose text is piped into it. */
  readonly inputUrl?: string;
  /** The file that its output goes to. */
  readonly outputFile?: string;
}

const form =
  /^(?:curl -s (?<input>\S+) \| )?(?<env>(?:[A-Z_]+=\S+ )*)npx sinch-webhooks(?<argv>(?: [^>]+?)??)(?: > (?<output>\S+))?$/;

/** Reads a line of the few forms that examples have. Throws for any other, which no test would run as a shell does. */
export function readExampleLine(text: string): ExampleLine {
  const groups = form.exec(text.replace(/\s*\n\s*/g, ' '))?.groups;
  const argv = wordsOf(groups?.['argv']);
  if (groups === undefined || argv.some((word) => /['"`$;&|<>*?\\]/.test(word))) {
    throw new Error(`Example of a form that test/cli/example-line.ts does not know: ${text}`);
  }
  const { env = '', input, output } = groups;
  return {
    env: Object.fromEntries(wordsOf(env).map((word) => word.split('=') as [string, string])),
    argv,
    ...(input !== undefined && { inputUrl: input }),
    ...(output !== undefined && { outputFile: output }),
  };
}

function wordsOf(text = ''): string[] {
  return text.split(' ').filter((word) => word !== '');
}
