// What the AsyncAPI parser checks documents by are schemas that never change, and to compile them takes longer than all
// else that it does. So the build compiles them, by the same Ajv with the same options, each into a file that is loaded
// where it is needed. `cut-away.js` has the parser ask for these; what is not among them is compiled as before.
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const parser = createRequire(createRequire(import.meta.url).resolve('@asyncapi/parser'));
const spectral = createRequire(parser.resolve('@stoplight/spectral-functions'));
const Ajv = spectral('ajv').default;
const standalone = spectral('ajv/dist/standalone').default;
const { schemas } = parser('@asyncapi/specs');

/** What else stays of the schemas: the parser looks at their names. */
export const namesOnly = {
  schemas: Object.fromEntries(
    Object.entries(schemas).map(([version, { $id }]) => [version, { $id, definitions: {} }]),
  ),
};

/** Writes all validators into a folder, and returns what esbuild says of each. */
export async function writeValidators(folder) {
  await mkdir(folder, { recursive: true });
  const functions = await recordFunctions();
  const { getSchema } = parser('./ruleset/functions/documentStructure.js');
  const { AsyncAPIFormats } = parser('./ruleset/formats.js');

  const files = [['functions', functionsText(functions)]];
  for (const [version, format] of AsyncAPIFormats) {
    const [resolved, unresolved] = [true, false].map((isResolved) =>
      getSchema(new Set([format]), isResolved),
    );
    files.push([`${version}-resolved`, validatorText(structureOptions, resolved)]);
    // The parser tells them apart by nothing but their names up to AsyncAPI 3.
    const isSame = withoutName(resolved) === withoutName(unresolved);
    if (!isSame) files.push([`${version}-unresolved`, validatorText(structureOptions, unresolved)]);
    else
      await writeFile(
        new URL(`${version}-unresolved.cjs`, folder),
        `module.exports = require('./${version}-resolved.cjs');\n`,
      );
    files.push([`${version}-payload`, validatorText(structureOptions, payloadOf(version))]);
  }
  const { lastVersion } = parser('./constants.js');
  files.push([
    'latest-version',
    validatorText({ ...structureOptions, allErrors: false }, { const: lastVersion }),
  ]);
  return Promise.all(files.map(([name, text]) => write(new URL(`${name}.cjs`, folder), text)));
}

/** As Spectral and the parser have them. */
const structureOptions = {
  allErrors: true,
  meta: true,
  messages: true,
  strict: false,
  allowUnionTypes: true,
  unicodeRegExp: false,
};

/** As Spectral has them for what its functions are given. */
const functionOptions = { allErrors: true, allowUnionTypes: true, strict: true, keywords: ['x-internal'] };

/** The schemas of what the functions of rules take, which are compiled when the parser is loaded. */
async function recordFunctions() {
  const recorded = new Map();
  const { compile } = Ajv.prototype;
  Ajv.prototype.compile = function (schema, ...others) {
    if (this.opts.keywords?.includes('x-internal')) recorded.set(JSON.stringify(schema), schema);
    return compile.call(this, schema, ...others);
  };
  try {
    const { Parser } = parser('@asyncapi/parser');
    await new Parser().validate('{}');
  } finally {
    Ajv.prototype.compile = compile;
  }
  return recorded;
}

function functionsText(recorded) {
  const ajv = createAjv(functionOptions);
  const named = [...recorded].map(([json, schema], index) => ({ json, schema, name: `validate_${index}` }));
  for (const { schema, name } of named) ajv.addSchema(schema, name);
  const names = Object.fromEntries(named.map(({ name }) => [name, name]));
  const entries = named.map(({ json, name }) => `[${JSON.stringify(json)}, exports.${name}]`);
  return `${standalone(ajv, names)}\nmodule.exports = new Map([${entries.join(',\n')}]);`;
}

function validatorText(options, schema) {
  const ajv = createAjv(options);
  return standalone(ajv, ajv.compile(schema));
}

function createAjv(options) {
  const ajv = new Ajv({ ...options, code: { source: true } });
  spectral('ajv-formats').default(ajv);
  if (options.allErrors) spectral('ajv-errors').default(ajv);
  return ajv;
}

// As `preparePayloadSchema` of the parser does.
function payloadOf(version) {
  const known = /^http:\/\/json-schema\.org\/draft-0[47]\/schema$/;
  const definitions = Object.entries(schemas[version].definitions).filter(([name]) => !known.test(name));
  return {
    $ref: `http://asyncapi.com/definitions/${version}/schema.json`,
    definitions: structuredClone(Object.fromEntries(definitions)),
  };
}

function withoutName(schema) {
  return JSON.stringify({ ...schema, $id: undefined });
}

async function write(url, contents) {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: fileURLToPath(new URL('../node_modules', import.meta.url)) },
    outfile: fileURLToPath(url),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
