export { isRecord as isPlainObject } from '../spec/json.js';
