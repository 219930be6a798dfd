import { UserError } from './errors.js';
import type { Manifest } from './project/manifest.js';
import type { TemplateFolder } from './project/template-folder.js';
import type { Workspace } from './project/workspace.js';
import type { CustomTemplates } from './render/custom-templates.js';

/** The templates of a run, in place of some of this tool's. */
export interface ChosenTemplates extends TemplateFolder {
  /** The folder, as the manifest has it. */
  readonly record: string;
  /** Named for this run by somebody who means to run what is in it, and not by the record of an earlier one. */
  readonly runsHelpers: boolean;
}

/** Reads the folder that a run was told of, or that the record names; nothing where there is none. */
export async function chooseTemplates(
  { fs, directory }: Workspace,
  { templates: named, runsHelpers = true }: { readonly templates?: string; readonly runsHelpers?: boolean },
  manifest: Manifest | undefined,
): Promise<ChosenTemplates | undefined> {
  const folder = named ?? manifest?.options.templates;
  if (folder === undefined || named === 'none') return undefined;
  if (folder.trim() === '') throw emptyName();
  const [{ readTemplateFolder, recordedFolder, recordFolder }, { listTemplatePaths }] = await Promise.all([
    import('./project/template-folder.js'),
    import('./render/templates.js'),
  ]);
  const place = named ?? recordedFolder(folder, directory);
  const read = await readTemplateFolder(place, {
    fs,
    folder: folder.replace(/[\\/]+$/, '') || folder,
    known: listTemplatePaths(),
  });
  return { ...read, record: recordFolder(place, directory), runsHelpers: named !== undefined && runsHelpers };
}

/**
 * The same, ready to render with. Throws `HELPERS_NOT_NAMED` where there are helpers and only the record names the folder:
 * whoever clones a repository and runs `check` in it runs none of its code.
 */
export async function loadTemplates(chosen: ChosenTemplates): Promise<CustomTemplates> {
  const { folder, texts, helpers, runsHelpers } = chosen;
  if (helpers.length === 0) return { folder, texts, helpers: new Map() };
  if (!runsHelpers) throw notNamed(chosen);
  const { loadHelpers } = await import('./render/load-helpers.js');
  return { folder, texts, helpers: await loadHelpers(folder, helpers) };
}

function notNamed({ folder, helpers }: ChosenTemplates): UserError {
  const names = helpers.map(({ name }) => name).join(', ');
  return new UserError({
    code: 'HELPERS_NOT_NAMED',
    message: `The templates in ${folder} come with code in helpers (${names}), which runs only where you name the folder yourself`,
    help: 'If you trust that code, pass --templates with the folder, or set SINCH_WEBHOOKS_TEMPLATES to it.',
  });
}

function emptyName(): UserError {
  return new UserError({
    code: 'USAGE',
    message: 'The name of the folder of templates is empty',
    help: 'Name a folder with --templates, or "none" to go on without one.',
  });
}
