import { chatbot } from './chatbot.js';
import { orderNotifications } from './order-notifications.js';
import { reactive } from './reactive.js';
import type { Recipe, RecipeName } from './recipe.js';
import { supportDashboard } from './support-dashboard.js';

export type { Recipe, RecipeName } from './recipe.js';

/** Every recipe, by the name it has on the command line and of its folder in `templates/recipes`. */
export const recipes: Readonly<Record<RecipeName, Recipe>> = {
  chatbot,
  'order-notifications': orderNotifications,
  reactive,
  'support-dashboard': supportDashboard,
};

// The record has each of the names as a key, and no other.
export const recipeNames = Object.keys(recipes) as RecipeName[];
