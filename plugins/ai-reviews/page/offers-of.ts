import type { SubmissionRow } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewFields } from './review-view.ts';
import type { ReviewRow } from './select-reviews.ts';

type Offers = Pick<
  ReviewFields,
  'mayAsk' | 'mayAskAgain' | 'againLeft' | 'mostAgain' | 'mayRetry' | 'mayBegin' | 'mustAgree'
>;

interface Facts {
  readonly hasModel: boolean;
  readonly usesModel: boolean;
}

/** What the reader may ask for beyond what there is. */
export function offersOf(
  scope: Scope,
  submission: SubmissionRow,
  rows: readonly ReviewRow[],
  { hasModel, usesModel }: Facts,
): Offers {
  const { isOwn, isKeeper } = submission;
  const isOpen = rows.some(({ state }) => state === 'WAITING' || state === 'WRITING');
  const complete = rows.find(({ state }) => state === 'COMPLETE');
  const mayWant = rows.length > 0 && !isOpen && hasModel && usesModel && !isUnjudged(submission);
  const lacksConsent = rows.some(({ wantsConsent, hasConsent }) => wantsConsent && !hasConsent);
  const isSpoken = complete?.tier === 'model';
  const againLeft = isKeeper ? null : againLeftOf(rows);
  const hasFailed = rows.some(({ occasion, state }) => occasion === 'judged' && state === 'FAILED');
  return {
    mayAsk: mayWant && isOwn && !lacksConsent && complete !== undefined && !isSpoken,
    mayAskAgain: mayWant && isSpoken && (isOwn || isKeeper) && !lacksConsent,
    againLeft,
    mostAgain: rows[0]?.mostAgain ?? null,
    mayRetry: hasFailed && (isOwn || isKeeper),
    mayBegin: rows.length === 0 && isOwn && isLong(scope, submission),
    mustAgree: mayWant && isOwn && lacksConsent && !isSpoken,
  };
}

/** On our side something was in the way of a verdict. */
export const isUnjudged = ({ verdict, obstacle }: SubmissionRow): boolean => verdict === 'ERROR' && obstacle !== null;

function againLeftOf([row]: readonly ReviewRow[]): number | null {
  if (!row || row.mostAgain === null) return null;
  return Math.max(0, row.mostAgain - row.usedAgain);
}

/** So long after its verdict whoever tells of reviews has told of this one. */
const momentMs = 60_000;

const isLong = (scope: Scope, { verdict, judgedAt }: SubmissionRow) =>
  verdict !== 'PENDING' &&
  verdict !== 'RUNNING' &&
  judgedAt !== null &&
  scope.now().getTime() - new Date(judgedAt).getTime() > momentMs;
