import { apiAt } from '../shared/api.js';

export const { read, ask } = apiAt('/listen/', 'The inspector');
