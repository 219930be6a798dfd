import type { renderDocument } from '../../../src/render-document.js';

type Render = typeof renderDocument;

/** Renders each document once. It takes a second, is pure, and runs are repeated thousands of times here. */
export function rememberRendering(render: Render): Render {
  const rendered = new Map<string, ReturnType<Render>>();
  return (options) => {
    const key = JSON.stringify([options.spec.text, options.target, options.selection]);
    const known = rendered.get(key) ?? render(options);
    rendered.set(key, known);
    const [oldest] = rendered.keys();
    if (rendered.size > 50 && oldest !== undefined) rendered.delete(oldest);
    return known;
  };
}

/** A pure function without parameters, called once. */
export function rememberResult<Result>(load: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= load());
}
