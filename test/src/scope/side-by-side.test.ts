import { setTimeout } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { sideBySide } from '#src/scope/side-by-side.ts';

it('reads side by side end with all answers, in their order', async () => {
  const late = setTimeout(20, 'late');
  expect(await sideBySide([late, Promise.resolve(2), null])).toEqual(['late', 2, null]);
});

it('reads side by side fail with the first of them, and not before the last has ended', async () => {
  let hasEnded = false;
  const later = setTimeout(20).then(() => {
    hasEnded = true;
    throw new Error('the first');
  });
  await expect(sideBySide([later, Promise.reject(new Error('the second'))])).rejects.toThrow('the first');
  expect(hasEnded).toBe(true);
  hasEnded = false;
  const last = setTimeout(20).then(() => (hasEnded = true));
  await expect(sideBySide([Promise.reject(new Error('at once')), last])).rejects.toThrow('at once');
  expect(hasEnded).toBe(true);
});
