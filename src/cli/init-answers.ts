import { findTrigger } from '../model/find-trigger.js';
import { readModel } from '../model/read-model.js';
import { readManifest } from '../project/state.js';
import { openWorkspace } from '../project/workspace.js';
import { type RecipeName, recipeNames, recipes } from '../render/recipes/index.js';
import { type TargetName, targetNames } from '../render/targets/index.js';
import type { Io } from './context.js';
import { type DocumentFlags, readDocument } from './document-flags.js';
import { orList } from './or-list.js';
import { parseChoice, parseList, usageError } from './parse-flags.js';
import type { Questions } from './questions.js';

/** What the environment and a file say already: it is offered as the answer. */
export interface InitFlags extends DocumentFlags {
  readonly dir?: string;
  readonly target?: TargetName;
  readonly spec?: string;
  readonly recipe?: RecipeName | 'none';
  readonly events?: readonly string[];
  /** Not asked for. */
  readonly templates?: string;
  readonly isTemplatesData?: true;
  readonly config?: string | false;
}

/** What `generate` is to be told. */
export interface InitAnswers {
  readonly directory: string;
  readonly target: TargetName;
  readonly spec: string;
  readonly recipe: RecipeName | 'none';
  /** Triggers, or `all` alone. */
  readonly events: readonly string[];
}

/** Asks what `generate` has to know, and takes no answer that it would refuse. */
export async function askAnswers(questions: Questions, flags: InitFlags, io: Io): Promise<InitAnswers> {
  const directory = await questions.ask({
    about: 'Where is the receiver to be?',
    label: 'Folder',
    byDefault: flags.dir ?? 'my-receiver',
    read: refuseUsed,
  });
  const target = await questions.ask({
    about: `What does it run on: ${orList(targetNames)}?`,
    label: 'Target',
    byDefault: flags.target ?? 'fastify',
    words: targetNames,
    read: parseChoice('Target', targetNames),
  });
  const { spec, triggers } = await questions.ask({
    about:
      'Which document describes the events: a file, a URL, or "bundled", which has all that Sinch sends?',
    label: 'Document',
    byDefault: flags.spec ?? 'bundled',
    words: ['bundled'],
    read: async (spec) => ({ spec, triggers: await readTriggers(spec, flags, io) }),
  });
  const recipe = await askRecipe(questions, flags, { target, triggers });
  const events = await askEvents(questions, flags, { recipe, triggers });
  return { directory, target, spec, recipe, events };
}

async function refuseUsed(directory: string): Promise<string> {
  if (/^~(?:[\\/]|$)/.test(directory))
    throw usageError('A shell knows what ~ stands for, and this is none', 'Write the folder in full.');
  const manifest = await readManifest(openWorkspace({ directory }));
  if (manifest === undefined) return directory;
  throw usageError(
    `${directory} holds a receiver already`,
    'Name another folder. To change that one, end this with Ctrl+C, and run generate with a flag.',
  );
}

async function readTriggers(spec: string, flags: DocumentFlags, io: Io): Promise<string[]> {
  if (spec === '-')
    throw usageError('Answers come from standard input, and no document', 'Name a file or a URL.');
  const { model } = await readModel(await readDocument(spec, flags, io));
  return model.events.map(({ trigger }) => trigger);
}

async function askRecipe(
  questions: Questions,
  flags: InitFlags,
  { target, triggers }: { readonly target: TargetName; readonly triggers: readonly string[] },
): Promise<RecipeName | 'none'> {
  const fitting = recipeNames.filter(
    (name) => recipes[name].targets.includes(target) && missingOf(name, triggers).length === 0,
  );
  if (fitting.length === 0) return 'none';
  const choices = [...fitting, 'none'] as const;
  return questions.ask({
    about: [
      'What is it for? All but "none" begin with handlers for a purpose:',
      ...fitting.map((name) => `  ${name.padEnd(20)} ${recipes[name].purpose}`),
    ].join('\n'),
    label: 'Recipe',
    byDefault: choices.find((name) => name === flags.recipe) ?? 'none',
    words: choices,
    read: parseChoice('Recipe', choices),
  });
}

async function askEvents(
  questions: Questions,
  flags: InitFlags,
  { recipe, triggers }: { readonly recipe: RecipeName | 'none'; readonly triggers: readonly string[] },
): Promise<readonly string[]> {
  return questions.ask({
    about: ['Which events: "all", or some, separated by commas?', ...wrapped(triggers)].join('\n'),
    label: 'Events',
    byDefault: flags.events?.join(',') ?? 'all',
    words: ['all', ...triggers],
    read: (answer) => {
      if (answer.toLowerCase() === 'all') return ['all'];
      const chosen = [...new Set(parseList('Events')(answer).map((name) => findTrigger(triggers, name)))];
      const missing = recipe === 'none' ? [] : missingOf(recipe, chosen);
      if (missing.length === 0) return chosen;
      throw usageError(
        `The recipe ${recipe} needs ${missing.join(', ')} too`,
        'Name them as well, or "all".',
      );
    },
  });
}

/** The events a recipe has handlers for that are not there. */
function missingOf(name: RecipeName, triggers: readonly string[]): readonly string[] {
  const needed = recipes[name].triggers;
  return needed === 'all' ? [] : needed.filter((trigger) => !triggers.includes(trigger));
}

const width = 76;

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${last}, ${word}`;
  }
  return lines;
}
