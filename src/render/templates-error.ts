import { UserError } from '../errors.js';

/** A folder of templates that cannot be used. */
export function templatesError(message: string, help: string, cause?: unknown): UserError {
  return new UserError({ code: 'TEMPLATES_UNUSABLE', message, help, cause });
}
