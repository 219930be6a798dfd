import type { SpecText } from './document.js';

/** A document as one text, whole by itself: as it was read where it is one, and with all its parts in it otherwise. */
export async function renderWhole(spec: SpecText): Promise<string> {
  if (spec.parts === undefined) return spec.text;
  const [{ readDocument }, { renderYaml }] = await Promise.all([
    import('./document-tree.js'),
    import('./render-yaml.js'),
  ]);
  return renderYaml(readDocument(spec).root);
}

/** All that is read of a document, as something to tell whether it has changed. Nothing is parsed for it. */
export function identityOf(spec: SpecText, normalise: (text: string) => string): string {
  const { text, parts } = spec;
  if (parts === undefined) return normalise(text);
  const all = [{ key: '', spec }, ...parts];
  return JSON.stringify(
    all.map((part) => [part.key, normalise(part.spec.text), [...(part.spec.links ?? [])]]),
  );
}
