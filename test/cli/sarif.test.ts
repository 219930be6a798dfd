import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildSarif } from '../../src/cli/sarif.js';
import type { SpecSource, SpecText } from '../../src/spec/document.js';
import { createFinding, type Finding } from '../../src/spec/finding.js';
import { specText } from '../spec/spec-text.js';
import { runCli } from './run-cli.js';

const source: SpecSource = { kind: 'file', location: 'docs/my orders/sinch.yaml' };
const spec: SpecText = { ...specText('a: 1\nb: 2'), source };
const at = (line: number): Finding =>
  createFinding({
    code: 'SPEC_INVALID',
    message: 'Not [here](https://example.com).',
    help: 'Remove it.',
    place: { spec, at: { line, column: 4 }, path: ['a', 0] },
  });
const whole = createFinding({
  code: 'SPEC_EMPTY',
  message: 'Empty.',
  help: 'Fill it.',
  place: undefined,
});

const runOf = (findings: readonly Finding[], from: SpecSource = source) => {
  const [run] = buildSarif({ findings, source: from, version: '1.2.3' }).runs;
  if (run === undefined) throw new Error('No run');
  return run;
};
const uriOf = (from: SpecSource) =>
  runOf([whole], from).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;

describe('buildSarif', () => {
  it('has what SARIF 2.1.0 and code scanning require of a log', () => {
    const log = buildSarif({ findings: [at(1), whole], source, version: '1.2.3' });
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringMatching(/sarif-2\.1\.0\.json$/) });
    const run = runOf([at(1), whole]);
    expect(run.tool.driver).toMatchObject({ name: 'sinch-webhooks', semanticVersion: '1.2.3' });
    expect(run.columnKind).toBe('utf16CodeUnits');
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of run.results) {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
      expect(locations).toHaveLength(1);
      expect(Object.values(partialFingerprints)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    }
  });

  it('explains each code that occurs, once', () => {
    const { rules } = runOf([at(1), at(2), whole]).tool.driver;
    expect(rules.map(({ id, name }) => [id, name])).toEqual([
      ['SPEC_EMPTY', 'SpecEmpty'],
      ['SPEC_INVALID', 'SpecInvalid'],
    ]);
    for (const { shortDescription, fullDescription, help } of rules) {
      expect([shortDescription.text, fullDescription.text, help.text, help.markdown]).not.toContain('');
    }
  });

  it('places a finding in its file and region', () => {
    expect(runOf([at(2)]).results[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'docs/my%20orders/sinch.yaml' },
          region: { startLine: 2, startColumn: 4 },
        },
        logicalLocations: [{ fullyQualifiedName: 'a/0', kind: 'member' }],
      },
    ]);
    expect(runOf([whole]).results[0]?.locations[0]?.physicalLocation).not.toHaveProperty('region');
  });

  it.each<[SpecSource, string]>([
    [{ kind: 'file', location: './a/../sinch.yaml' }, 'sinch.yaml'],
    [{ kind: 'file', location: resolve('sinch.yaml') }, 'sinch.yaml'],
    [{ kind: 'file', location: '..sinch.yaml' }, '..sinch.yaml'],
    [{ kind: 'file', location: '/elsewhere/sinch.yaml' }, pathToFileURL('/elsewhere/sinch.yaml').href],
    [{ kind: 'url', location: 'https://me:pw@example.com/sinch.yaml' }, 'https://example.com/sinch.yaml'],
    [{ kind: 'stdin' }, 'stdin'],
  ])('names the document of %j', (from, uri) => {
    expect(uriOf(from)).toBe(uri);
  });

  it('knows a finding again when lines are added before it', () => {
    const fingerprints = (line: number) => runOf([at(line)]).results[0]?.partialFingerprints;
    expect(fingerprints(2)).toEqual(fingerprints(1));
    expect(fingerprints(1)).not.toEqual(runOf([whole]).results[0]?.partialFingerprints);
  });

  it('takes nothing in a message for a link', () => {
    expect(runOf([at(1)]).results[0]?.message.text).toBe('Not \\[here\\](https://example.com). Remove it.');
  });
});

describe('validate --sarif', () => {
  it('prints the log and nothing else, and exits as without', async () => {
    const { exitCode, stdout, stderr } = await runCli(['validate', '-', '--sarif'], { stdin: 'a: "\u009b' });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toMatch(/^[\n -~]*$/);
    expect(JSON.parse(stdout).runs[0].results).toMatchObject([{ ruleId: 'SPEC_SYNTAX', level: 'error' }]);
  });
});
