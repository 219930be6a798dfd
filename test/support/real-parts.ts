import { spawnSync } from 'node:child_process';

/** What tests use for real and no package of npm brings, mostly programs: how each is installed, and tells its version. */
export const realParts = {
  nginx: { install: 'apt-get install nginx-light, or brew install nginx', version: '-v' },
  'redis-server': { install: 'apt-get install redis-server, or brew install redis', version: '--version' },
  chromium: { install: 'apt-get install chromium, or brew install chromium', version: '--version' },
  postgresql: {
    // What is needed is a server that runs.
    command: 'pg_isready',
    install: 'apt-get install postgresql, or brew install postgresql; then start it',
    version: '--quiet',
  },
  bash: { install: 'apt-get install bash', version: '--version' },
  zsh: { install: 'apt-get install zsh, or brew install zsh', version: '--version' },
  fish: { install: 'apt-get install fish, or brew install fish', version: '--version' },
  script: { install: 'apt-get install bsdutils', version: '--version' },
  curl: { install: 'apt-get install curl', version: '--version' },
  'cfn-lint': { install: 'pip install cfn-lint', version: '--version' },
  posix: {
    isThere: () => process.platform !== 'win32',
    install:
      'Windows has no signals that a process hears, no modes of files, no pipes in folders, no shell scripts',
  },
} as const satisfies Record<string, Part>;

interface Part {
  /** Where it is not called as the part is. */
  readonly command?: string;
  readonly install: string;
  readonly version?: string;
  /** Where it is no program. */
  readonly isThere?: () => boolean;
}

export type RealPart = keyof typeof realParts;

/** Why tests that need a part cannot run here; `undefined` when they can. */
export function missingPart(part: RealPart): string | undefined {
  const { command = part, install, version = '--version', isThere }: Part = realParts[part];
  const isFound = isThere?.() ?? spawnSync(command, [version], { stdio: 'ignore' }).status === 0;
  return isFound ? undefined : `${part} is not there: ${install}`;
}

/** Whether a part that is missing is a failure. */
export function areRequired(): boolean {
  return process.env['REAL_PARTS'] === 'required';
}

/** The name of tests that need a part, by which the end of a run knows what it skipped for want of which. */
export function nameNeeding(part: RealPart, name: string): string {
  return `${name} (needs ${part})`;
}

/** The parts that the names of skipped tests say they need, and how many of the tests need each. */
export function countNeeded(names: readonly string[]): ReadonlyMap<RealPart, number> {
  const counts = (Object.keys(realParts) as RealPart[]).map((part) => {
    const mark = nameNeeding(part, '');
    return [part, names.filter((name) => name.includes(mark)).length] as const;
  });
  return new Map(counts.filter(([, count]) => count > 0));
}
