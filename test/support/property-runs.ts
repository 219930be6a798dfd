/** How often a property is tried. `FC_RUNS=100000 npm test` looks longer. */
export const propertyRuns = Number(process.env['FC_RUNS'] ?? 2_000);
