export { errorCodes, UserError, type ErrorCode } from './errors.js';
export { diffDocuments, type DocumentChange } from './diff.js';
export {
  generate,
  planGeneration,
  type GenerateOptions,
  type RunResult,
} from './generate.js';
export type { GeneratedEvent } from './project/manifest.js';
export { undo, type UndoneFile, type UndoOptions } from './undo.js';
export type { Recovery } from './project/transaction.js';
export type { FileAction, PlannedFile } from './project/planned-file.js';
export { renderDiff, type FileChange } from './project/unified-diff.js';
export type { WireDifference } from './model/wire-differences.js';
export { targetNames, type TargetName } from './render/targets/index.js';
export { sign, signedHeaders, type SignedParts } from './runtime/signature.js';
export type { SpecSource, SpecText } from './spec/document.js';
export { loadSpec, parseSpecSource, type LoadOptions } from './spec/load.js';
