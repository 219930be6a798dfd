import type { Setting } from '../setting.js';
import type { TargetName } from '../targets/index.js';

export type RecipeName = 'chatbot' | 'order-notifications' | 'reactive' | 'support-dashboard';

/** What a receiver may be for: handlers and a little code in the user's zone, which are the user's from then on. */
export interface Recipe {
  readonly name: RecipeName;
  /** What it does, in a sentence without a subject, for help and README. */
  readonly purpose: string;
  /** Folders of `templates/recipes` that it has in common with others, besides its own. */
  readonly parts?: readonly string[];
  /** Where it makes sense. */
  readonly targets: readonly TargetName[];
  /**
   * The events whose handlers are the recipe's; all of them have to be among those that are received. With `all` it is
   * whichever are received: the recipe has one template for their handlers, `src/handlers/event.ts.hbs`.
   */
  readonly triggers: readonly string[] | 'all';
  readonly settings: readonly Setting[];
  /** Scripts besides those that the receiver has. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** A page that a process of its own serves, which shows what the recipe does. */
  readonly page?: RecipePage;
}

export interface RecipePage {
  /** The built file that serves it, below the receiver's folder. */
  readonly entry: string;
  /** The variable that has its port. */
  readonly port: string;
}
