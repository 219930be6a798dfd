// Exits 1 and says why where a bill of materials is not what the schema of CycloneDX asks for, in its strict form. The library
// that has the schema is looked for in the folder this is run in.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { Spec, Validation } = createRequire(join(process.cwd(), 'package.json'))(
  '@cyclonedx/cyclonedx-library',
);

const text = await readFile(process.argv[2], 'utf8');
const { specVersion, components } = JSON.parse(text);
if (!Object.values(Spec.Version).includes(specVersion))
  throw new Error(`There is no CycloneDX ${specVersion}`);
const problems = await new Validation.JsonStrictValidator(specVersion).validate(text);
if (problems === null)
  console.log(`-- bill of materials: ${components.length} packages, as CycloneDX ${specVersion} has it`);
else {
  console.error(problems);
  process.exitCode = 1;
}
