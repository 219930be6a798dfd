import { exitCodes } from '../../errors.js';
import { buildBundledModel } from '../../model/bundled.js';
import type { Command } from '../command-line.js';
import { renderBash } from '../completion/bash.js';
import { renderFish } from '../completion/fish.js';
import { renderPowershell } from '../completion/powershell.js';
import { type CompletionWords, collectWords } from '../completion/words.js';
import { renderZsh } from '../completion/zsh.js';
import type { Context } from '../context.js';
import type { Shell } from '../shells.js';

export async function runCompletion(shell: Shell, program: Command, { terminal }: Context): Promise<number> {
  const { events } = await buildBundledModel();
  const triggers = events.map(({ trigger }) => trigger);
  terminal.document(renderers[shell](collectWords(program, triggers)));
  return exitCodes.done.code;
}

const renderers: Readonly<Record<Shell, (words: CompletionWords) => string>> = {
  bash: renderBash,
  zsh: renderZsh,
  fish: renderFish,
  powershell: renderPowershell,
};
