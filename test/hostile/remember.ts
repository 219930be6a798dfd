/** A pure function of a text, called once for each: documents here have most of their text in common. */
export function rememberByText<Result>(make: (text: string) => Promise<Result>) {
  const known = new Map<string, Promise<Result>>();
  return (text: string): Promise<Result> => {
    const result = known.get(text) ?? make(text);
    known.set(text, result);
    return result;
  };
}
