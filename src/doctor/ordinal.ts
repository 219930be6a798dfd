/** The place of something in a list, in a word where there is one: `first` for 0. */
export function ordinal(index: number): string {
  return ['first', 'second', 'third'][index] ?? `${index + 1}th`;
}
