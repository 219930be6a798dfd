/** The environment is not one a receiver can start with; the message names every variable at fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables one by one, and notes what is wrong with them. An empty variable is one that is not set. */
export interface SettingsReader {
  text(name: string): string | undefined;
  integer(setting: { name: string; fallback: number; min: number; max: number }): number;
  choice<Choice extends string>(setting: {
    name: string;
    choices: readonly Choice[];
    fallback: Choice;
  }): Choice;
  /** Notes a fault of a setting that has a form of its own. */
  fault(message: string): void;
}

/** Reads settings. Throws a `ConfigError` that lists all that is wrong with any of them. */
export function readSettings<Settings>(
  environment: Environment,
  read: (reader: SettingsReader) => Settings,
): Settings {
  const faults: string[] = [];
  const settings = read(createReader(environment, (message) => void faults.push(message)));
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return settings;
}

function createReader(environment: Environment, fault: (message: string) => void): SettingsReader {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  return {
    text,
    fault,
    integer({ name, fallback, min, max }) {
      const given = text(name);
      if (given === undefined) return fallback;
      const value = Number(given);
      if (!/^[0-9]+$/.test(given) || value < min || value > max) {
        fault(`${name} is ${JSON.stringify(given)}: write a whole number from ${min} to ${max}.`);
      }
      return value;
    },
    choice({ name, choices, fallback }) {
      const given = text(name);
      if (given === undefined) return fallback;
      const choice = choices.find((candidate) => candidate === given);
      if (choice === undefined) {
        fault(`${name} is ${JSON.stringify(given)}: write one of ${choices.join(', ')}.`);
      }
      return choice ?? fallback;
    },
  };
}
