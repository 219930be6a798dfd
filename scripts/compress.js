// What compiles a configuration in TypeScript is half as long as all else that the program may load, and is needed by
// few: it is in the build as Brotli leaves it, a fifth as long.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

/** A file that a library brings as one text, which asks for nothing but modules of Node. */
const compressed = /\/jiti\/dist\/babel\.cjs$/;

/** The last twentieth would take three seconds. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** For esbuild. */
export const compress = {
  name: 'compress',
  setup({ onLoad }) {
    onLoad({ filter: compressed }, async ({ path }) => ({
      contents: renderCompressed(brotliCompressSync(await readFile(path), quick)),
      loader: 'js',
    }));
  },
};

// Read and run when it is first called, as one that is not compressed.
function renderCompressed(bytes) {
  return `
    const { brotliDecompressSync } = process.getBuiltinModule('node:zlib');
    const { compileFunction } = process.getBuiltinModule('node:vm');
    let made;
    module.exports = (...given) => {
      if (made === undefined) {
        const text = brotliDecompressSync(Buffer.from(${JSON.stringify(bytes.toString('base64'))}, 'base64')).toString();
        const inner = { exports: {} };
        compileFunction(text, ['module', 'exports', 'require'])(inner, inner.exports, process.getBuiltinModule);
        made = inner.exports.default ?? inner.exports;
      }
      return made(...given);
    };`;
}
