import type { Scores } from './review-content.ts';

/** The mean of the dimensions that were judged; null where none was. Never what somebody claims it to be. */
export function overallScore(scores: Scores): number | null {
  const given = Object.values(scores).filter((score) => score !== null);
  return given.length === 0 ? null : Math.round(given.reduce((sum, score) => sum + score, 0) / given.length);
}
