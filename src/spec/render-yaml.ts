import { stringify } from 'yaml';

/** Plain values as YAML, each where it stands: `readTree` reads the same values from it. */
export function renderYaml(root: unknown): string {
  return stringify(root, { aliasDuplicateObjects: false, lineWidth: 0 });
}
