import type { Io } from '../src/cli/context.js';
import { buildProgram } from '../src/cli/program.js';
import { createTerminal } from '../src/cli/terminal.js';
import { buildBundledModel } from '../src/model/bundled.js';
import { renderCommands } from './commands-page.js';
import { renderEvent } from './event-page.js';
import { renderEvents } from './events-page.js';
import type { Page } from './page.js';

/** The pages that are made of what the program says of itself, and of the bundled document. */
export async function generatePages(): Promise<Page[]> {
  const model = await buildBundledModel();
  const events = await Promise.all(model.events.map(renderEvent));
  return [renderCommands(describeProgram()), renderEvents(model), ...events];
}

/** The program with its commands, none of which is run. */
function describeProgram() {
  const nowhere = { write: () => {}, isTTY: false, columns: 80 };
  const io: Io = {
    stdin: (async function* () {})(),
    stdout: nowhere,
    stderr: nowhere,
    env: {},
    signal: new AbortController().signal,
    endByItself: () => {},
  };
  const terminal = createTerminal({ ...io, flags: { json: false, quiet: false } });
  return buildProgram({ io, terminal }, () => {});
}
