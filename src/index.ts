export { check, isUnfinished, type FolderOptions } from './check.js';
export {
  type Config,
  defineConfig,
  type ListenConfig,
  type RegisterConfig,
  type SandboxConfig,
  type SendConfig,
} from './config/config.js';
export { diffDocuments as diff, type DocumentChange } from './diff.js';
export { ejectTemplate, type EjectedTemplate, type EjectTemplateOptions } from './eject-template.js';
export { eject, type EjectedFile, type EjectOptions } from './eject.js';
export { errorCodes, UserError, type ErrorCode } from './errors.js';
export { generate, type GenerateOptions } from './generate.js';
export { planGeneration as plan, type PlanOptions, type RunResult } from './plan-generation.js';
export type { GeneratedEvent } from './project/manifest.js';
export { validateDocument as validate, type Validation } from './validate-document.js';
export { undo, type UndoneFile, type UndoOptions } from './undo.js';
export type { Recovery } from './project/transaction.js';
export type { FileAction, PlannedFile } from './project/planned-file.js';
export { renderDiff, type FileChange } from './project/unified-diff.js';
export type { WireDifference } from './model/wire-differences.js';
export { recipeNames, type RecipeName } from './render/recipes/index.js';
export { targetNames, type TargetName } from './render/targets/index.js';
export type { EventView, ReceiverView, RouteView, SettingView } from './render/views.js';
export { sign, signedHeaders, type SignedParts } from './runtime/signature.js';
export type { SpecSource, SpecText } from './spec/document.js';
export type { Finding } from './spec/finding.js';
export type { FindingCode, Severity } from './spec/finding-codes.js';
export { loadSpec, parseSpecSource } from './spec/load.js';
export type { LoadOptions } from './spec/load-options.js';
