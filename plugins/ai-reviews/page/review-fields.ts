import type { SubmissionRow } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import type { Reason } from '../ladder/tiers.ts';
import { focusAreas } from '../content/focus.ts';
import { hasSomebodyToAsk } from '../organization/read-room.ts';
import { isUnjudged, offersOf } from './offers-of.ts';
import type { ReviewFields } from './review-view.ts';
import type { ReviewRow } from './select-reviews.ts';
import { saidFields, writtenFields } from './written-fields.ts';

/** What the panel shows to somebody who may see the submission. */
export function reviewFields(scope: Scope, submission: SubmissionRow, rows: readonly ReviewRow[]): ReviewFields {
  const complete = rows.find(({ state }) => state === 'COMPLETE');
  const open = rows.find(({ state }) => state === 'WAITING' || state === 'WRITING');
  const facts = factsOf(scope, submission, rows);
  return {
    submissionId: submission.id,
    language: submission.language,
    state: stateOf(rows),
    isUnderWay: open !== undefined,
    nextTryAt: open?.nextTryAt ? new Date(open.nextTryAt).toISOString() : null,
    ...estimateOf(open),
    review: writtenFields(complete, submission.id),
    soFar: open?.soFar ? saidFields(open.soFar, submission.id) : null,
    isTakenBack: !open && rows.some(isTakenBack),
    lacking: isUnjudged(submission) ? null : lackingOf(rows, facts, complete?.tier === 'model'),
    focusChoices: [...focusAreas],
    focusAreas: [...((open ?? complete)?.focus ?? [])],
    ...offersOf(scope, submission, rows, facts),
  };
}

/** Before there is anything to go by. */
const usualSeconds = 3;
/** What people are told to expect; where writing takes longer as a rule, twice as long as that. */
const expectedSeconds = 30;

function estimateOf(open: ReviewRow | undefined): Pick<ReviewFields, 'estimatedSeconds' | 'mostSeconds'> {
  if (!open) return { estimatedSeconds: null, mostSeconds: null };
  const estimatedSeconds = open.usualMs === null ? usualSeconds : Math.max(1, Math.round(open.usualMs / 1_000));
  return { estimatedSeconds, mostSeconds: Math.max(expectedSeconds, 2 * estimatedSeconds) };
}

function stateOf(rows: readonly ReviewRow[]): ReviewFields['state'] {
  if (rows.some(({ state }) => state === 'COMPLETE')) return 'complete';
  if (rows.some(({ state }) => state === 'WRITING')) return 'writing';
  if (rows.some(({ state }) => state === 'WAITING')) return 'waiting';
  return rows.length > 0 ? 'failed' : 'none';
}

/** Parts of an answer were shown, and then something else was stored. */
const isTakenBack = ({ firstPartMs, tier }: ReviewRow) => firstPartMs !== null && tier !== 'model';

interface Facts {
  readonly hasModel: boolean;
  readonly usesModel: boolean;
  readonly isOwn: boolean;
}

const factsOf = (scope: Scope, { isOwn }: SubmissionRow, rows: readonly ReviewRow[]): Facts => ({
  hasModel: rows.some((row) => hasSomebodyToAsk(scope, row)),
  usesModel: rows.some((row) => row.usesModel),
  isOwn,
});

/** Who teaches is told that there is no model; who learns could do nothing about it. */
function lackingOf(
  rows: readonly ReviewRow[],
  { hasModel, usesModel, isOwn }: Facts,
  isSpoken: boolean,
): Reason | null {
  if (rows.length === 0) return null;
  // Of a model that has spoken nothing is missing but another review, which somebody asked for in vain.
  if (isSpoken) return rows.find(({ state }) => state === 'WAITING' || state === 'FAILED')?.failure ?? null;
  if (!hasModel) return isOwn ? null : 'noModel';
  if (!usesModel) return isOwn ? null : 'switchedOff';
  const open = rows.find(({ state }) => state === 'WAITING');
  const ended = rows.at(-1);
  return open?.failure ?? ended?.failure ?? ended?.passedOver?.at(-1)?.why ?? null;
}
