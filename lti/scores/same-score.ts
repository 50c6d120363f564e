import type { Gradebook } from '../platforms/gradebook.ts';
import type { PlatformResult } from '../advantage/results.ts';

interface Given {
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
}

/** Platforms show results in hundredths of their own scale. */
const hundredth = 0.005_001;

/** Whether a result is what this score becomes there: on the platform's scale (MOO-14), cut where it cuts. */
export function isSameScore(
  { scoreGiven, scoreMaximum }: Given,
  { score, maximum }: PlatformResult,
  { capsScores }: Pick<Gradebook, 'capsScores'>,
): boolean {
  if (scoreGiven === null || scoreMaximum === null || score === null) return scoreGiven === null && score === null;
  const share = scoreGiven / scoreMaximum;
  const expected = (capsScores ? Math.min(share, 1) : share) * maximum;
  return Math.abs(expected - score) <= Math.min(hundredth, maximum / 2_000);
}
