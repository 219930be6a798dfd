// The licences of all that the build puts into the package, as their authors ask for.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a package in the build may be under: all of them let it be passed on with its text beside it. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** One text with the licence of every package that a file of the build is from. */
export async function renderLicences(packages, root) {
  const described = await Promise.all(
    packages.flatMap(({ about, folders }) => folders.map((folder) => describe(about, join(root, folder)))),
  );
  return [...new Set(described)].toSorted().join(`\n${'-'.repeat(80)}\n\n`);
}

async function describe(about, folder) {
  if (!allowed.includes(about.license))
    throw new Error(
      `${about.name} is under ${about.license}, which nobody has looked at: scripts/licences.js`,
    );
  const names = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|third-party)/i.test(file));
  const texts = await Promise.all(names.toSorted().map((file) => readFile(join(folder, file), 'utf8')));
  const heading = `${about.name} ${about.version}, ${about.license}`;
  const parts = [heading, ...texts, ...(await writeOut(about, texts.join('\n')))];
  return `${parts.map((text) => text.trim()).join('\n\n')}\n`;
}

/** What is missing where a package names its licence and comes without the text of it. */
async function writeOut({ name, license, author }, text) {
  const by = (typeof author === 'object' ? author.name : author) ?? `the authors of ${name}`;
  if (license === 'Apache-2.0' && !text.includes('TERMS AND CONDITIONS'))
    return [...(text === '' ? [`Copyright ${by}`] : []), await readApache()];
  if (text !== '') return [];
  if (license === 'MIT') return [`Copyright (c) ${by}`, mit];
  throw new Error(`${name} is under ${license}, of which there is no text.`);
}

// The terms are the same wherever they are from; what comes behind them is not.
async function readApache() {
  const text = await readFile(new URL('../node_modules/@asyncapi/modelina/LICENSE', import.meta.url), 'utf8');
  const end = 'END OF TERMS AND CONDITIONS';
  return text.slice(0, text.indexOf(end) + end.length);
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
