import { test } from 'node:test';

test('answers', () => {});
