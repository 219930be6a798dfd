import { expect, it } from 'vitest';
import { sizedDocument } from '../../bench/sized-document.js';
import { readModel } from '../../src/model/read-model.js';
import { findReferences } from '../../src/spec/references.js';
import { findTargets } from '../../src/spec/resolve-references.js';
import { checkResolvedSize } from '../../src/spec/resolved-size.js';
import { readDocument } from '../../src/spec/document-tree.js';
import { specText } from '../spec/spec-text.js';

it('has as many events as were asked for, each told by a key of its own', async () => {
  const { events } = (await readModel(specText(sizedDocument(40)))).model;

  expect(events).toHaveLength(40);
  expect(new Set(events.map(({ eventKey }) => eventKey))).toHaveProperty('size', 40);
  expect(events.filter(({ eventKey }) => eventKey === undefined)).toEqual([]);
});

it('is the same text for the same number', () => {
  expect(sizedDocument(25)).toBe(sizedDocument(25));
});

it('is within the bounds of a document with 5,000 events', () => {
  const tree = readDocument(specText(sizedDocument(5_000)));
  const { links } = findReferences(tree.root);

  expect(links.length).toBeGreaterThan(10_000);
  expect(() => checkResolvedSize(tree, findTargets(tree, links))).not.toThrow();
});
