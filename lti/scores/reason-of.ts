import type { Gradebook, ScoreReason } from '../platforms/gradebook.ts';
import type { Refusal } from '../advantage/lms-refused.ts';

/** What a refusal of a score means: by the family's own words, else by its status and what such words usually say. */
export function reasonOf({ status, words, isRetryable }: Refusal, gradebook: Gradebook): ScoreReason {
  if (status === null) return 'unreachable';
  const own = gradebook.reasonOf?.(status, words) ?? null;
  if (own) return own;
  // Refused since what is stored is as new (AGS 3.4.9), whatever the words.
  if (status === 409) return 'olderTimestamp';
  if (isRetryable) return [403, 425, 429].includes(status) ? 'throttled' : 'unreachable';
  if (/timestamp/i.test(words)) return 'olderTimestamp';
  if (/\b(user|student|learner|member)\b.*\b(not|no|unknown|cannot)\b|not enrol|no such user/i.test(words))
    return 'notEnrolled';
  if (/closed|locked|past due|deadline|end ?date|no longer accept/i.test(words)) return 'itemClosed';
  return byStatus[status] ?? 'refused';
}

const byStatus: Readonly<Record<number, ScoreReason>> = {
  401: 'notAllowed',
  403: 'notAllowed',
  404: 'itemGone',
  410: 'itemGone',
};
