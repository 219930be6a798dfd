import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { listFiles } from '../project/faults/tree.js';

/** What the user has written and not taken away again, so that it can be asked for after every run. */
export interface Ledger {
  /** Each edited handler, byte for byte. */
  readonly handlers: Map<string, string>;
  /** Each edited file of the scaffold, with the lines it must have. */
  readonly scaffold: Map<string, string[]>;
  /** Lines written into `src/generated`, where they do not belong: each is in its file or in a backup. */
  readonly generated: Set<string>;
  /** Files that are the user's alone. */
  readonly own: Map<string, string>;
  edits: number;
}

export interface Edit {
  readonly kind: EditKind;
  readonly file: number;
}

export function emptyLedger(): Ledger {
  return { handlers: new Map(), scaffold: new Map(), generated: new Set(), own: new Map(), edits: 0 };
}

type Editor = (place: { directory: string; ledger: Ledger; file: number; note: string }) => void;

/** Everything a user may do between two runs. `note` is new each time. */
const editors = {
  noteInHandler: ({ directory, ledger, file, note }) =>
    editHandler({ directory, ledger, file }, (text) => `${text}// ${note}\n`),
  codeInHandler: ({ directory, ledger, file, note }) =>
    editHandler({ directory, ledger, file }, (text) => `${text}\nexport const ${note} = '${note}';\n`),
  // Does not compile any more once the event goes by another name.
  useOfEventInHandler: ({ directory, ledger, file, note }) =>
    editHandler({ directory, ledger, file }, (text, path) => {
      const name = /([a-z-]+)\.ts$/.exec(path)?.[1]?.replaceAll('-', '_') ?? '';
      const type = `import('../generated/types.js').WebhookEvents['${name.toUpperCase()}']['${name}']`;
      return name === 'unknown' ? `${text}// ${note}\n` : `${text}export type ${note} = ${type};\n`;
    }),
  handlerFromWindows: (place) => {
    // Other line ends are no writing of the user's: a stub that has only them goes with its event.
    const stubs = new Set(listFiles(place.directory).filter((path) => !place.ledger.handlers.has(path)));
    editHandler(place, withCrlf);
    for (const path of stubs) place.ledger.handlers.delete(path);
  },
  noHandler: ({ directory, ledger, file }) => {
    const path = choose(listFiles(directory).filter(isHandler), file);
    if (path === undefined) return;
    rmSync(join(directory, path));
    ledger.handlers.delete(path);
  },
  ownFile: ({ directory, ledger, note }) => {
    const path = `src/${note}.ts`;
    ledger.own.set(path, `export const mine = '${note}';\n`);
    writeFileSync(join(directory, path), `export const mine = '${note}';\n`);
  },
  noteInReadme: (place) => appendLine(place, 'README.md', `Note ${place.note}.`),
  // What the tool writes there changes with every event, so this ends in a conflict.
  noteInReadmeTable: (place) =>
    replaceLine(place, 'README.md', /^\| `[A-Z_]+` \|.*$/m, `| ${place.note} | mine |`),
  noteInEnvironment: (place) => appendLine(place, '.env.example', `# ${place.note}`),
  noteInTsconfig: (place) => replaceLine(place, 'tsconfig.json', /^\{$/m, `{ // ${place.note}`),
  noteInConfig: (place) => appendLine(place, 'src/config.ts', `// ${place.note}`),
  noteInServer: (place) => appendLine(place, 'src/server.ts', `// ${place.note}`),
  script: (place) =>
    replaceLine(place, 'package.json', /^  "scripts": \{$/m, `  "scripts": {\n    "${place.note}": "true",`),
  noScaffold: ({ directory, ledger, file }) => {
    const names = ['Dockerfile', 'template.yaml', '.dockerignore', 'tsconfig.build.json', '.env.example'];
    const path = choose(names, file) ?? '';
    rmSync(join(directory, path), { force: true });
    ledger.scaffold.delete(path);
  },
  settled: ({ directory, file }) => {
    const path = choose(
      listFiles(directory).filter((name) => name.endsWith('.sinch-new')),
      file,
    );
    if (path !== undefined) rmSync(join(directory, path));
  },
  noteInGenerated: ({ directory, ledger, file, note }) => {
    // Now and then the same edit again, of which there is a backup already.
    const isAgain = file % 2 === 0;
    const path = isAgain
      ? 'src/generated/runtime/log.ts'
      : choose(listFiles(directory).filter(isGenerated), file);
    if (path === undefined || !existsSync(join(directory, path))) return;
    const line = isAgain ? '// The same again.' : `// ${note}`;
    appendFileSync(join(directory, path), `${line}\n`);
    ledger.generated.add(line);
  },
  generatedFromWindows: ({ directory, file }) => {
    const path = choose(listFiles(directory).filter(isGenerated), file);
    if (path !== undefined) rewrite(join(directory, path), withCrlf);
  },
} as const satisfies Record<string, Editor>;

type EditKind = keyof typeof editors;

export const edit: fc.Arbitrary<Edit> = fc.record({
  // Handlers are where a user works, and what is generated where a user is stopped.
  kind: fc.oneof(
    fc.constantFrom(...(Object.keys(editors) as EditKind[])),
    fc.constantFrom('noteInHandler', 'codeInHandler', 'useOfEventInHandler', 'noteInGenerated'),
  ),
  file: fc.nat(30),
});

export function makeEdit(directory: string, ledger: Ledger, { kind, file }: Edit): void {
  ledger.edits += 1;
  const editor: Editor = editors[kind];
  editor({ directory, ledger, file, note: `mine${ledger.edits}` });
}

function editHandler(
  { directory, ledger, file }: { directory: string; ledger: Ledger; file: number },
  change: (text: string, path: string) => string,
): void {
  const path = choose(listFiles(directory).filter(isHandler), file);
  if (path === undefined) return;
  rewrite(join(directory, path), (text) => change(text, path));
  ledger.handlers.set(path, readFileSync(join(directory, path), 'utf8'));
}

function appendLine(
  { directory, ledger }: { directory: string; ledger: Ledger },
  path: string,
  line: string,
): void {
  if (!existsSync(join(directory, path))) return;
  appendFileSync(join(directory, path), `${line}\n`);
  note(ledger, path, line);
}

function replaceLine(
  { directory, ledger }: { directory: string; ledger: Ledger },
  path: string,
  pattern: RegExp,
  line: string,
): void {
  if (!existsSync(join(directory, path))) return;
  rewrite(join(directory, path), (text) => text.replace(pattern, line));
  if (readFileSync(join(directory, path), 'utf8').includes(line))
    note(ledger, path, line.split('\n').at(-1) ?? '');
}

function note(ledger: Ledger, path: string, line: string): void {
  ledger.scaffold.set(path, [...(ledger.scaffold.get(path) ?? []), line.trim().replace(/,$/, '')]);
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function withCrlf(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n');
}

function isHandler(path: string): boolean {
  return /^src\/handlers\/[^/]+\.ts$/.test(path);
}

function isGenerated(path: string): boolean {
  return path.startsWith('src/generated/');
}

function choose<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % items.length];
}
