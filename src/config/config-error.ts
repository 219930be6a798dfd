import { UserError } from '../errors.js';

/** A file of settings that cannot be used. */
export function configError(message: string, help: string): UserError {
  return new UserError({ code: 'CONFIG_UNUSABLE', message, help });
}
