/** What the flags of this run say; ends the process with how to use it where they say nothing sensible. */
export function flagsOrEnd<Options>(read: (flags: readonly string[]) => Options, usage: string): Options {
  try {
    return read(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

/** Throws unless the text is a whole number from 1. */
export function countOf(flag: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`${flag} ${text}: it takes a whole number from 1`);
  return count;
}
