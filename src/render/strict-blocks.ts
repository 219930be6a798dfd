/** As much of Handlebars as both have: what compiles templates, and what only runs them. */
interface Engine {
  readonly helpers: Readonly<Record<string, Handlebars.HelperDelegate | undefined>>;
  registerHelper(name: string, helper: Handlebars.HelperDelegate): void;
}

/** Where a helper is called in a template, as Handlebars tells it. */
export interface Place {
  readonly start: { readonly line: number };
}

/** Has a block throw for a name that the view does not have: by itself it is then left out. */
export function makeBlocksStrict<Made extends Engine>(engine: Made): Made {
  for (const name of ['if', 'unless', 'each', 'with']) {
    const original = engine.helpers[name];
    engine.registerHelper(
      name,
      function (this: unknown, value: unknown, options: Handlebars.HelperOptions & { readonly loc?: Place }) {
        if (value === undefined)
          throw strictError(`{{#${name}}} was given a name that the view does not have`, options.loc);
        return original?.call(this, value, options);
      },
    );
  }
  return engine;
}

/** A failure at a place of a template, told as Handlebars tells its own. */
export function strictError(message: string, place: Place | undefined): Error {
  return Object.assign(new Error(message), place && { lineNumber: place.start.line });
}
