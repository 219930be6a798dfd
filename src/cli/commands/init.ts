import { exitCodes } from '../../errors.js';
import { configWords } from '../config-words.js';
import type { Context } from '../context.js';
import { documentWords } from '../document-flags.js';
import type { GenerateFlags } from '../generate-options.js';
import { askAnswers, type InitAnswers, type InitFlags } from '../init-answers.js';
import { usageError } from '../parse-flags.js';
import { EndOfAnswers, openQuestions } from '../questions.js';
import { shellWord } from '../shell-word.js';
import { runGenerate } from './generate.js';

/** Asks for what `generate` takes, says how it is written, and runs it after a yes. */
export async function runInit(
  directory: string | undefined,
  flags: InitFlags,
  context: Context,
): Promise<number> {
  const { io, terminal } = context;
  if (io.stdin.isTTY !== true || io.stdout.isTTY !== true) {
    throw usageError(
      'init asks on a terminal, and this is none',
      'Say it in one command: npx sinch-webhooks generate my-receiver --target fastify',
    );
  }
  terminal.print('An empty answer takes what stands in brackets, Tab completes, and Ctrl+C ends it.');
  const questions = openQuestions(context);
  let run: { readonly directory: string; readonly flags: GenerateFlags };
  try {
    const answers = await askAnswers(questions, { ...flags, ...(directory && { dir: directory }) }, io);
    run = { directory: answers.directory, flags: flagsOf(answers, flags) };
    const isMeant = await questions.ask({
      about: `The same in one command:\n\n  ${commandOf(run)}\n`,
      label: 'Run it now',
      byDefault: 'yes',
      words: ['yes', 'no'],
      read: readYes,
    });
    if (!isMeant) return exitCodes.done.code;
  } catch (error) {
    if (!(error instanceof EndOfAnswers)) throw error;
    terminal.print();
    terminal.error('Interrupted: nothing was written.');
    return exitCodes.interrupted.code;
  } finally {
    questions.close();
  }
  terminal.print();
  return runGenerate(run.directory, run.flags, context);
}

/** What is as it would be without a flag needs none, unless the environment or a file says otherwise. */
function flagsOf(answers: InitAnswers, flags: InitFlags) {
  const { spec, recipe, events, templates, isTemplatesData, allowRef, allowPrivate, config } = flags;
  const isAll = answers.events.join() === 'all';
  return {
    target: answers.target,
    ...((answers.spec !== 'bundled' || spec !== undefined) && { spec: answers.spec }),
    ...((answers.recipe !== 'none' || recipe !== undefined) && { recipe: answers.recipe }),
    ...((!isAll || events !== undefined) && { events: answers.events }),
    ...(templates !== undefined && { templates }),
    ...(isTemplatesData && { isTemplatesData }),
    ...(allowRef && { allowRef }),
    ...(allowPrivate && { allowPrivate }),
    ...(config !== undefined && { config }),
  } satisfies GenerateFlags;
}

function commandOf({ directory, flags }: { directory: string; flags: GenerateFlags }): string {
  const { target, spec, recipe, events, templates, isTemplatesData } = flags;
  const words = [
    `npx sinch-webhooks generate ${shellWord(directory)} --target ${target}`,
    documentWords(spec, flags),
    recipe === undefined ? '' : ` --recipe ${recipe}`,
    events === undefined ? '' : ` --events ${events.join(',')}`,
    // Named by a flag, the code of their helpers would run, and the file says them as it is.
    templates === undefined || isTemplatesData ? '' : ` --templates ${shellWord(templates)}`,
    configWords(flags),
  ];
  return words.join('');
}

function readYes(answer: string): boolean {
  if (/^y(?:es)?$/i.test(answer)) return true;
  if (/^no?$/i.test(answer)) return false;
  throw usageError('That is neither yes nor no', 'Write yes, or no.');
}
