/** The arguments of every example that a help text of `npm run inbox` begins with. */
export function inboxExamples(help: string): string[][] {
  const [examples = ''] = help.split('\nCommands:');
  return [...examples.matchAll(/^ {2}npm run (?:--silent )?inbox -- (.*)$/gm)].map(([, words = '']) =>
    words.split(' '),
  );
}

export function longLines(help: string): string[] {
  return help.split('\n').filter((line) => line.length > 80);
}
