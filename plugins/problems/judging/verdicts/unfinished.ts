import type { End } from './end-of.ts';

/** It ended by itself before there was an answer: nobody knows whether it would have been right. */
export const unfinished = (): End => ({
  status: 'missing',
  words: { key: 'problems.judging.end.missing', parameters: {} },
});
