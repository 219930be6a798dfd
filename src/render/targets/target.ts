export type TargetName = 'express' | 'fastify' | 'lambda';

/** All in which one target differs from the others. The rest of a receiver is the same for each. */
export interface Target {
  readonly name: TargetName;
  /** A server keeps events in an inbox of its own; a function has no disk that lasts. */
  readonly kind: 'server' | 'function';
  /** How the target is called in a sentence. */
  readonly title: string;
  /** Files of the runtime that only this target gets. */
  readonly adapter: readonly string[];
  /** Folders below `templates/`, besides `common`. */
  readonly templates: readonly string[];
  /** The built file that `npm start` runs. */
  readonly main: string;
  /** Scripts besides those that every receiver has. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
