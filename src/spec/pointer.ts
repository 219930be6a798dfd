/** More than any path of a document; a longer one would be read anew for every alias of it. */
export const longestReference = 4096;

/** The keys of a local reference such as `#/components/schemas/Contact`; undefined for any other text. */
export function parsePointer(reference: string): readonly string[] | undefined {
  if (!reference.startsWith('#/') || reference.length > longestReference) return undefined;
  return decoded(reference.slice(2))
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

// Channel addresses hold braces, which some tools percent-encode and most people do not.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
