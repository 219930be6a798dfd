import { expect, it } from 'vitest';
import { nearest } from '../../src/model/nearest.js';

const triggers = ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY', 'OPT_IN', 'OPT_OUT'];

it.each([
  ['MESAGE_INBOUND', 'MESSAGE_INBOUND'],
  ['message_inbond', 'MESSAGE_INBOUND'],
  ['OPT_UOT', 'OPT_OUT'],
  ['OPT_IM', 'OPT_IN'],
])('takes %s for %s', (misspelt, meant) => {
  expect(nearest(misspelt, triggers)).toBe(meant);
});

it('suggests nothing that is far from what was written', () => {
  expect(nearest('CALLBACK', triggers)).toBeUndefined();
  expect(nearest('OPT_IN', [])).toBeUndefined();
});
