/**
 * A pure function of a text, called once for each: documents here have most of their text in common. What else it is
 * given must follow from the text.
 */
export function rememberByText<Result, Others extends readonly unknown[]>(
  make: (text: string, ...others: Others) => Promise<Result>,
) {
  const known = new Map<string, Promise<Result>>();
  return (text: string, ...others: Others): Promise<Result> => {
    const result = known.get(text) ?? make(text, ...others);
    known.set(text, result);
    return result;
  };
}
