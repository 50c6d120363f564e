import type { Tier } from '../ladder/tiers.ts';

/** Where a review comes from, in the words that programs know [H1-07]. */
export const sources = ['cache', 'similarity', 'pattern', 'ai', 'basic'] as const;
type Source = (typeof sources)[number];

export const sourceOf = (tier: Tier): Source => words[tier];

const words: Readonly<Record<Tier, Source>> = {
  exact: 'cache',
  similar: 'similarity',
  patterns: 'pattern',
  quota: 'basic',
  model: 'ai',
  basic: 'basic',
};
