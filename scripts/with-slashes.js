/** A path as it is written everywhere but on Windows, which is what the patterns of the build are written for. */
export function withSlashes(path) {
  return path.replaceAll('\\', '/');
}
