import { expect, it, onTestFinished, vi } from 'vitest';
import { createOpenPart } from '../../src/spec/open-part.js';
import { serveTexts } from '../support/local-server.js';
import { failureOf } from './spec-text.js';

it('what a document refers to is read for a minute at most', async () => {
  const { base, host, asked } = await serveTexts({ '/a.yaml': 'a: 1', '/b.yaml': 'b: 1' });
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  onTestFinished(() => now.mockRestore());
  const options = { allowRef: [host], allowPrivate: [host] };
  const open = createOpenPart({ kind: 'file', location: 'main.yaml' }, options);

  now.mockReturnValue(59_000);
  await open({ kind: 'url', url: `${base}/a.yaml` }, 1000);
  now.mockReturnValue(60_000);
  const failure = await failureOf(() => open({ kind: 'url', url: `${base}/b.yaml` }, 1000));

  expect(failure).toMatchObject({
    code: 'SPEC_UNREACHABLE',
    message: `${base}/b.yaml was not asked for, since what was before it took 60 s`,
  });
  expect(asked).toEqual(['/a.yaml']);
});
