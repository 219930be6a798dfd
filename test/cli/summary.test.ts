import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeKeyless, describeRun, nextSteps } from '../../src/cli/summary.js';
import type { RunResult } from '../../src/plan-generation.js';
import type { FileAction, PlannedFile } from '../../src/project/planned-file.js';

const first = file('package.json', 'create', 'is new');
const told = { isInstalled: false, spec: undefined };

describe('what comes next', () => {
  it('is told after the first run alone', () => {
    expect(nextSteps(run({ isFirstRun: true }), told).join('\n')).toContain('npm start');
    expect(nextSteps(run({ files: [first] }), told)).toEqual([]);
  });

  it.each(['overwrite', 'merge'] as const)('is to install what a later run has changed: %s', (action) => {
    const files = [file('package.json', action, 'is updated'), file('src/a.ts', action, 'is updated')];
    expect(nextSteps(run({ files }), told)).toEqual(['', 'Next:', '  npm install']);
    expect(nextSteps(run({ files }), { ...told, isInstalled: true })).toEqual([]);
    expect(nextSteps(run({ files: files.slice(1) }), told)).toEqual([]);
  });

  it.each([
    ['all of many', 4, undefined, 'send --all --secret <secret>'],
    ['each of few', 2, undefined, 'send EVENT_0 EVENT_1 --secret <secret>'],
    ['those of the document', 1, 'sinch.yaml', 'send EVENT_0 --spec sinch.yaml --secret <secret>'],
    ['those of standard input, which is read', 1, '-', 'send EVENT_0 --secret <secret>'],
    [
      'those of a URL, without its password',
      1,
      'https://me:hush@example.com/a.yaml',
      'send EVENT_0 --spec https://example.com/a.yaml --secret <secret>',
    ],
    [
      'those of a file with a strange name',
      1,
      "it's.yaml",
      "send EVENT_0 --spec 'it'\\''s.yaml' --secret <secret>",
    ],
  ])('is to send events: %s', (_what, amount, spec, command) => {
    const steps = nextSteps(run({ isFirstRun: true, events: eventsOf(amount) }), { ...told, spec });

    expect(steps.at(-1)).toBe(`  npx sinch-webhooks ${command}`);
  });

  it('does not lead into the folder one is in', () => {
    expect(nextSteps(run({ isFirstRun: true, directory: '.' }), told).join('\n')).not.toContain('cd ');
  });
});

describe('what became of the folder', () => {
  const changes = [{ path: 'a', before: '', after: 'a' }];

  it('is one line after the first run, which would name every file', () => {
    expect(
      describeRun(run({ isFirstRun: true, files: [first, file('a.ts', 'create', 'is new')], changes })),
    ).toEqual(['receiver: 0 events on Fastify, 2 files (2 created)']);
  });

  it('is a line for each file that changed or that the user deleted or edited', () => {
    const files = [
      file('a.ts', 'overwrite', 'has changed'),
      file('b.ts', 'keep', 'is up to date'),
      { ...file('c.ts', 'keep', 'was deleted by you'), isOwners: true as const },
      file('d.ts', 'orphan', 'is yours, and its event is gone'),
    ];

    expect(describeRun(run({ files, changes }))).toEqual([
      'receiver: 0 events on Fastify, 4 files (1 orphaned, 1 updated, 2 left as they are)',
      '  d.ts is yours, and its event is gone',
      '  a.ts has changed',
      '  c.ts was deleted by you',
    ]);
  });

  it('begins with what needs the user, and always has the same order', () => {
    const actions = ['keep', 'merge', 'delete', 'create', 'conflict', 'overwrite', 'orphan'] as const;
    const files = actions.map((action) => file(`${action}.ts`, action, 'so'));

    const lines = describeRun(run({ files, changes }));

    expect(lines).toEqual(describeRun(run({ files: files.toReversed(), changes })));
    expect(lines).toEqual([
      'receiver: 0 events on Fastify, 7 files (1 in conflict, 1 orphaned, 1 created, 1 updated, 1 merged, 1 deleted, 1 left as they are)',
      '  conflict.ts so',
      '  orphan.ts so',
      '  create.ts so',
      '  overwrite.ts so',
      '  merge.ts was merged with your edits',
      '  delete.ts so',
    ]);
  });

  it('does not tell of an edit that nothing came of', () => {
    const edited = {
      ...file('package.json', 'keep', 'was edited by you, and has not changed'),
      before: 'mine',
      after: 'mine',
      isOwners: true as const,
    };

    expect(describeRun(run({ files: [edited], changes }))).toHaveLength(1);
  });

  it('names the folder one is in', () => {
    expect(describeRun(run({ directory: '.' }))).toEqual([
      `${basename(process.cwd())} is up to date: nothing was written`,
    ]);
  });

  it('is that nothing was written, when nothing was', () => {
    const files = [file('a.ts', 'keep', 'is up to date')];

    expect(describeRun(run({ files }))).toEqual(['receiver is up to date: nothing was written']);
  });

  it('is a conflict for as long as there is one', () => {
    expect(describeRun(run({ files: [file('a.ts', 'conflict', 'needs you')] }))).toContain(
      '  a.ts needs you',
    );
  });
});

it('names no event that its key tells', () => {
  expect(describeKeyless(run({ events: eventsOf(3) }))).toEqual([]);
});

function run(parts: Partial<RunResult>): RunResult {
  return {
    directory: 'receiver',
    target: 'fastify',
    events: [],
    files: [],
    changes: [],
    isFirstRun: false,
    isUpToDate: false,
    droppedEvents: [],
    differences: [],
    ...parts,
  };
}

function file(path: string, action: FileAction, reason: string): PlannedFile {
  return { path, action, reason, before: undefined, after: undefined };
}

function eventsOf(amount: number) {
  return Array.from({ length: amount }, (_event, index) => ({
    trigger: `EVENT_${index}`,
    handler: `src/handlers/event-${index}.ts`,
    eventKey: `event_${index}`,
  }));
}
