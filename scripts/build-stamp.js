// The last step of the build: what was built, in one hash, so that a run can tell whether another build would write the
// same. It lies in what it is made of, so an earlier one goes first.
import { rm, writeFile } from 'node:fs/promises';
import { builtStamp, hashFiles } from '../src/build-stamp.js';

await rm(builtStamp, { force: true });
await writeFile(builtStamp, hashFiles('', [new URL('.', builtStamp)]));
