/** As much of Handlebars as both have: what compiles templates, and what only runs them. */
interface Engine {
  readonly helpers: Readonly<Record<string, Handlebars.HelperDelegate | undefined>>;
  registerHelper(name: string, helper: Handlebars.HelperDelegate): void;
}

/** Has a block throw for a name that the view does not have: by itself it is then left out. */
export function makeBlocksStrict<Made extends Engine>(engine: Made): Made {
  for (const name of ['if', 'unless', 'each', 'with']) {
    const original = engine.helpers[name];
    engine.registerHelper(name, function (this: unknown, value: unknown, options: Handlebars.HelperOptions) {
      if (value === undefined) throw new Error(`{{#${name}}} was given a name that the view does not have.`);
      return original?.call(this, value, options);
    });
  }
  return engine;
}
