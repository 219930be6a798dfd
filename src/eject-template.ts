import { dirname, join, resolve } from 'node:path';
import { UserError } from './errors.js';
import { describeFailure } from './project/failure.js';
import { type FileSystem, hasCode } from './project/file-system.js';
import { inProject } from './project/layout.js';
import { refuseLinks } from './project/links.js';
import { readManifest } from './project/state.js';
import { nearestTemplate, recordedFolder } from './project/template-folder.js';
import { openWorkspace } from './project/workspace.js';
import { listTemplatePaths, readTemplate } from './render/templates.js';

export interface EjectTemplateOptions {
  /** The folder of the receiver, which may have a folder of templates on record. */
  readonly directory: string;
  /** The template, by its path below `templates`. */
  readonly template: string;
  /** Where to put it; without it and without a record, `templates` in the folder of the receiver. */
  readonly templates?: string;
  /** @internal */
  readonly fileSystem?: FileSystem;
}

export interface EjectedTemplate {
  /** The folder to name to `generate`. */
  readonly folder: string;
  /** Below it. */
  readonly path: string;
  /** The record names the folder already. */
  readonly isRecorded: boolean;
}

/** Copies a template of this tool into a folder of one's own, to be changed there. Replaces nothing. */
export async function ejectTemplate(options: EjectTemplateOptions): Promise<EjectedTemplate> {
  const { directory, template, templates } = options;
  const workspace = openWorkspace(options);
  refuseFolder(templates);
  try {
    const record = (await readManifest(workspace))?.options.templates;
    const recorded = record === undefined ? undefined : recordedFolder(record, directory);
    // "none" is what the settings of a run say that takes no folder.
    const named = templates === 'none' ? undefined : templates;
    const folder = named ?? recorded ?? join(directory, 'templates');
    const path = findTemplate(String(template));
    const text = readTemplate(path);
    await refuseLinks({ ...workspace, directory: resolve(folder) }, path);
    const place = inProject(folder, path);
    await workspace.fs.mkdir(dirname(place), { recursive: true });
    await workspace.fs.writeFile(place, text, { flag: 'wx' }).catch((error: unknown) => {
      throw hasCode(error, 'EEXIST') ? isThere(place, error) : error;
    });
    const isRecorded = recorded !== undefined && resolve(folder) === resolve(recorded);
    return { folder, path, isRecorded };
  } catch (error) {
    throw describeFailure(error, directory);
  }
}

// A program in JavaScript may pass anything; an empty name would be the folder one is in.
function refuseFolder(templates: unknown): void {
  if (templates === undefined || (typeof templates === 'string' && templates.trim() !== '')) return;
  throw new UserError({
    code: 'USAGE',
    message: 'The name of the folder of templates is empty',
    help: 'Name a folder with --templates, or leave it out.',
  });
}

function findTemplate(named: string): string {
  const path = named.replaceAll('\\', '/').replace(/^\.\//, '');
  const known = listTemplatePaths();
  if (known.includes(path)) return path;
  const meant = nearestTemplate(path, known);
  throw new UserError({
    code: 'USAGE',
    message: `sinch-webhooks has no template ${JSON.stringify(named)}`,
    help:
      meant === undefined
        ? 'docs/template-views.md lists them; such as common/src/config.ts.hbs.'
        : `Did you mean ${meant}?`,
  });
}

function isThere(place: string, cause: unknown): UserError {
  return new UserError({
    code: 'FILES_EDITED',
    message: `${place} is there already`,
    help: 'Move it elsewhere, then run the command again. Nothing was written.',
    cause,
  });
}
