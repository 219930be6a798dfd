// Has the AsyncAPI parser and Spectral ask for the validators that the build has compiled, rather than compile the
// schemas of them. What they are given besides, such as the schemas in a document, they compile as before.
import { join } from 'node:path';
import { changeText } from './change-text.js';
import { namesOnly } from './validators.js';

/** Says of a schema which validator it has. No document can: nothing that was JSON has a key like this. */
const mark = `Symbol.for("validator")`;

const ask = `require("built-validators")`;

/** What is put in the place of what. */
const changes = {
  '@asyncapi/parser/cjs/ruleset/functions/documentStructure.js': [
    [
      'serializedSchemas.set(serializedSchemaKey, copied);',
      `copied[${mark}] = serializedSchemaKey; serializedSchemas.set(serializedSchemaKey, copied);`,
    ],
  ],
  '@asyncapi/parser/cjs/ruleset/ruleset.js': [
    ['const: constants_1.lastVersion,', `const: constants_1.lastVersion, [${mark}]: "latest-version",`],
  ],
  // It is given text, and never a document that it has parsed before.
  '@asyncapi/parser/cjs/parser.js': [
    [
      `validate(asyncapi, options) {
        return __awaiter(this, void 0, void 0, function* () {
            const maybeDocument = (0, document_1.toAsyncAPIDocument)(asyncapi);`,
      `validate(asyncapi, options) {
        return __awaiter(this, void 0, void 0, function* () {
            const maybeDocument = undefined;`,
    ],
  ],
  '@asyncapi/parser/cjs/schema-parser/asyncapi-schema-parser.js': [
    [
      'const ajv = getAjvInstance();',
      `if (Object.hasOwn(specs_1.default.schemas, version)) return ${ask}.loadValidator(version + "-payload");
      const ajv = getAjvInstance();`,
    ],
  ],
  '@stoplight/spectral-functions/dist/schema/ajv.js': [
    ['const ajvInstances = {', 'let ajvInstances; const createAll = () => ({'],
    [
      "'draft2020-12': _createAjvInstances(_2020_1.default),\n    };",
      "'draft2020-12': _createAjvInstances(_2020_1.default),\n    });",
    ],
    [
      'const instances = ((_a =',
      `if (schema[${mark}] !== undefined) return ${ask}.loadValidator(schema[${mark}]);
      ajvInstances ??= createAll();
      const instances = ((_a =`,
    ],
  ],
  '@stoplight/spectral-core/dist/ruleset/function.js': [
    ['const ajv = new ajv_1.default(', 'const createAjv = () => new ajv_1.default('],
    [
      '(0, ajv_errors_1.default)(ajv);',
      `let made;
      const compile = (schema) => {
        const built = ${ask}.findFunctionValidator(schema);
        if (built !== undefined) return built;
        if (made === undefined) {
          made = createAjv();
          (0, ajv_errors_1.default)(made);
          (0, ajv_formats_1.default)(made);
        }
        return made.compile(schema);
      };`,
    ],
    ['(0, ajv_formats_1.default)(ajv);', ''],
    ['ajv.compile(options)', 'compile(options)'],
    ['ajv.compile(input)', 'compile(input)'],
  ],
  // The rules are the parser's own. That they are rules is seen wherever it is run as it is, such as in the tests.
  '@stoplight/spectral-core/dist/ruleset/validation/assertions.js': [
    ['const validate = (0, ajv_1.createValidator)(format);', 'return;'],
    ['const ajv_1 = require("./ajv");', ''],
  ],
};

/** For esbuild. */
export const askValidators = {
  name: 'ask-validators',
  setup({ onResolve, onLoad, initialOptions }) {
    onResolve({ filter: /^built-validators$/ }, () => ({
      path: join(initialOptions.absWorkingDir, 'src/spec/built-validators.ts'),
    }));
    onLoad({ filter: /@asyncapi[\\/]specs[\\/]index\.js$/ }, () => ({
      contents: `module.exports = ${JSON.stringify(namesOnly)};`,
    }));
    changeText({ onLoad }, changes);
  },
};
