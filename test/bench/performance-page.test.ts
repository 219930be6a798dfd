import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { peers } from '../../bench/peers.js';
import type { Performance } from '../../bench/performance.js';
import { renderPage } from '../../bench/performance-page.js';
import { suites } from '../../bench/suites/index.js';

const performance = JSON.parse(
  await readFile(new URL('../../bench/performance.json', import.meta.url), 'utf8'),
) as Performance;

describe('docs/performance.md', () => {
  // Update with: npx vitest run test/bench -u
  it('has the tables and charts that the last measurement gives', async () => {
    const files = await renderPage(performance);

    expect(files.length).toBeGreaterThan(1);
    for (const { name, text } of files) await expect(text).toMatchFileSnapshot(`../../docs/${name}`);
  });

  it('says in its text what was compared with', async () => {
    const text = await readFile(new URL('../../docs/performance.md', import.meta.url), 'utf8');

    for (const { package: name, version } of [peers.sdk, peers.asyncapi]) {
      expect(text).toContain(`version ${version.replace(/\.\d+$/, '')} of \`${name}\``);
      expect(performance.versions).toContain(`${name} ${version}`);
    }
  });

  it('is made of every suite and every row, measured or said why not', () => {
    expect(performance.suites.map(({ name }) => name).toSorted()).toEqual(
      suites.map(({ name }) => name).toSorted(),
    );
    for (const { name, rows } of suites) {
      const outcome = performance.suites.find((suite) => suite.name === name);
      expect(outcome?.rows.map((row) => row.name)).toEqual(rows.map((row) => row.name));
    }
  });
});

describe('suites', () => {
  it('name each suite and each row once', () => {
    const names = [
      ...suites.map(({ name }) => name),
      ...suites.flatMap(({ name, rows }) => rows.map((row) => row.name).filter((row) => row !== name)),
    ];

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('measure every subject that a row is about', () => {
    for (const { subjects, rows } of suites) {
      const measured = subjects.map(({ name }) => name);
      for (const { subject, beside } of rows) {
        expect(measured).toContain(subject);
        if (beside !== undefined) expect(measured).toContain(beside.subject);
      }
    }
  });
});
