import { apiAt } from '../shared/api.js';

export const { ask, change } = apiAt('/sandbox/', 'The sandbox');
