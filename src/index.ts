export { errorCodes, UserError, type ErrorCode } from './errors.js';
export { generate, type GenerateOptions, type GenerateResult } from './generate.js';
export type { FileAction } from './project/plan.js';
export type { WireDifference } from './model/wire-differences.js';
export { targetNames, type TargetName } from './render/targets/index.js';
export { sign, signedHeaders, type SignedParts } from './runtime/signature.js';
export type { SpecSource, SpecText } from './spec/document.js';
export { loadSpec, parseSpecSource, type LoadOptions } from './spec/load.js';
