/** A map that forgets what is old. */
export interface RecentMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

const generationSize = 100_000;

/**
 * The last one to two generations of keys. A generation is dropped whole: to delete the oldest key of a large map,
 * one by one, takes longer than all the rest of a request.
 */
export function createRecentMap<Value>(): RecentMap<Value> {
  let recent = new Map<string, Value>();
  let older = new Map<string, Value>();
  return {
    get: (key) => recent.get(key) ?? older.get(key),
    set(key, value) {
      if (recent.size >= generationSize) {
        older = recent;
        recent = new Map();
      }
      recent.set(key, value);
    },
    delete(key) {
      recent.delete(key);
      older.delete(key);
    },
  };
}
