/** What execution says of a submission. `PENDING` and `RUNNING` are on their way; the others are final. */
export const verdicts = ['PENDING', 'RUNNING', 'ACCEPTED', 'FAILED', 'ERROR', 'TIMEOUT', 'COMPILATION_ERROR'] as const;
export type Verdict = (typeof verdicts)[number];

/** How far a review of an accepted submission is. It never changes the verdict. */
export const reviewStatuses = ['PENDING', 'COMPLETE', 'FAILED'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

export const isFinal = (verdict: Verdict) => verdict !== 'PENDING' && verdict !== 'RUNNING';

/** Both in one word, for programs that know one status only. */
export const statuses = [...verdicts, 'REVIEW_PENDING', 'REVIEW_COMPLETE', 'REVIEW_FAILED'] as const;

export const statusOf = (verdict: Verdict, reviewStatus: ReviewStatus | null): (typeof statuses)[number] =>
  verdict === 'ACCEPTED' && reviewStatus ? `REVIEW_${reviewStatus}` : verdict;

/** A verdict in the keys of texts. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  PENDING: 'pending',
  RUNNING: 'running',
  ACCEPTED: 'accepted',
  FAILED: 'failed',
  ERROR: 'crashed',
  TIMEOUT: 'timeout',
  COMPILATION_ERROR: 'compilationError',
};
