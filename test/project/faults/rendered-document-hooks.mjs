import { readFileSync } from 'node:fs';

let rendered;

export function initialize(data) {
  ({ rendered } = data);
}

/** Puts what was rendered before into the place of the module that renders. */
export function load(url, context, nextLoad) {
  if (!url.endsWith('/.compiled/render-document.js')) return nextLoad(url, context);
  const source = `export const renderDocument = async () => (${readFileSync(rendered, 'utf8')});`;
  return { format: 'module', source, shortCircuit: true };
}
