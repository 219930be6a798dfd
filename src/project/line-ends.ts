/** Whether a text has the line ends of Windows, as a checkout there gives every file. */
export function hasCrlf(text: string): boolean {
  return text.includes('\r\n');
}

/** The text with `\n` alone, in which everything is compared and merged. */
export function withLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** The text with the line ends that `like` has. */
export function withLineEndsOf(text: string, like: string | undefined): string {
  return like !== undefined && hasCrlf(like) ? withLf(text).replaceAll('\n', '\r\n') : text;
}
