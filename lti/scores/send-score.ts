import { notFound, ProgrammingError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { findOptionalItem, type ItemRow } from '../line-items/find-item.ts';
import { gradebookOf } from '../platforms/profile.ts';
import type { ActivityProgress, GradingProgress } from './progress-of.ts';
import { enqueueScore } from './score-jobs.ts';

export interface ScoreForm {
  /** Of the `LtiLineItem`. */
  readonly lineItemId: string;
  readonly userId: string;
  /** Not negative, and above the maximum for extra credit; with `scoreMaximum` null to take the grade away (AGS 3.4.4). */
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
  readonly activityProgress: ActivityProgress;
  readonly gradingProgress: GradingProgress;
  /** Plain text; without one the LMS has none afterwards (AGS 3.4.11). */
  readonly comment?: string | null;
  readonly startedAt?: Date | null;
  readonly submittedAt?: Date | null;
  /** Who graded, where that was a person. */
  readonly scoringUserId?: string | null;
  /** A launch's target at which staff see the work, for a platform that opens it from its gradebook. */
  readonly reviewUrl?: string | null;
  /** When it came to be: what came to be earlier never replaces what came later. */
  readonly at: Date;
  /** Sent although it is of staff or of a test user, whose scores stay here otherwise. */
  readonly isAskedFor?: boolean;
}

/**
 * What the LMS is to have. Written in the caller's transaction and sent after its commit; of several that wait, the newest goes.
 * Does nothing for one that is older than what stands there. Resolves to whether the platform is told at all: some are not told what is
 * not final. Throws DomainError `notFound` for another organization's line item.
 */
export async function sendScore(scope: Scope, form: ScoreForm): Promise<boolean> {
  refuseNonsense(form);
  return scope.transaction(async (inside) => {
    const item = await findOptionalItem(inside, form.lineItemId);
    if (!item) throw notFound('line item');
    const isTold = isToldOf(item, form) || (await takesAway(inside, form));
    const scoreId = await store(inside, form, { item, isTold });
    if (scoreId !== null && isTold) await enqueueScore(inside, { label: item.label, scoreId });
    return isTold;
  });
}

const isToldOf = ({ family }: ItemRow, { gradingProgress }: ScoreForm) =>
  gradebookOf(family).told.includes(gradingProgress);

/** A grade that stands there goes: that it is not final is what is wanted then (MOO-07, CAN-14). One that was only kept back here needs no such word. */
async function takesAway({ em }: Scope, { lineItemId, userId, scoreGiven, activityProgress }: ScoreForm) {
  if (scoreGiven !== null || activityProgress !== 'Initialized') return false;
  const sent = await em.execute<object[]>(
    'select from lti_score where line_item_id = ? and user_id = ? and (used_timestamp is not null or state = ?)',
    [lineItemId, userId, 'waiting'],
  );
  return sent.length > 0;
}

/** Of its own distance the timestamp is from the last that was used; what only waited does not count. */
const upsert = (state: string, where: string) => `
  insert into lti_score as s (id, organization_id, line_item_id, user_id, state, lane, score_given, score_maximum,
    activity_progress, grading_progress, comment, started_at, submitted_at, scoring_user_id, review_url, is_asked_for,
    scored_at, timestamp)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, least(?::timestamptz, clock_timestamp()))
  on conflict (line_item_id, user_id) do update set state = ${state}, score_given = excluded.score_given,
    score_maximum = excluded.score_maximum, activity_progress = excluded.activity_progress,
    grading_progress = excluded.grading_progress, comment = excluded.comment, started_at = excluded.started_at,
    submitted_at = excluded.submitted_at, scoring_user_id = excluded.scoring_user_id, review_url = excluded.review_url,
    is_asked_for = excluded.is_asked_for, scored_at = excluded.scored_at, revision = s.revision + 1, attempts = 0,
    try_after = null, is_resent = false,
    timestamp = greatest(excluded.timestamp, s.used_timestamp + ? * interval '1 millisecond')
  where s.scored_at <= excluded.scored_at and ${where}
  returning id`;

/** A value that somebody put into the LMS stays there until a person says otherwise. */
const told = upsert(`case when s.state in ('changed', 'kept') then s.state else 'waiting' end`, 'true');
/** What is kept back displaces nothing that is on its way. */
const heldBack = upsert(`'held'`, `s.state = 'held'`);

interface Asked {
  readonly item: ItemRow;
  readonly isTold: boolean;
}

async function store({ em, organization }: Scope, form: ScoreForm, { item, isTold }: Asked): Promise<string | null> {
  const { lineItemId, userId, scoreGiven, scoreMaximum, activityProgress, gradingProgress, at } = form;
  const { parallelCalls, timestampStepMs } = gradebookOf(item.family);
  const id = crypto.randomUUID();
  const lane = `${item.registrationId}:${Number.parseInt(id.slice(-4), 16) % parallelCalls}`;
  const who = [id, organization.id, lineItemId, userId, isTold ? 'waiting' : 'held', lane];
  const what = [scoreGiven, scoreMaximum, activityProgress, gradingProgress, form.comment || null];
  const work = [form.startedAt ?? null, form.submittedAt ?? null, form.scoringUserId ?? null, form.reviewUrl ?? null];
  const values = [...who, ...what, ...work, form.isAskedFor ?? false, at, at, timestampStepMs];
  const [row] = await em.execute<{ id: string }[]>(isTold ? told : heldBack, values);
  return row?.id ?? null;
}

function refuseNonsense({ scoreGiven, scoreMaximum, startedAt, submittedAt }: ScoreForm) {
  if ((scoreGiven === null) !== (scoreMaximum === null))
    throw new ProgrammingError('A score needs scoreGiven and scoreMaximum, or neither.');
  if (scoreGiven !== null && !(scoreGiven >= 0 && scoreMaximum! > 0 && Number.isFinite(scoreGiven)))
    throw new ProgrammingError('scoreGiven is 0 or more, and scoreMaximum above 0.');
  if (startedAt && submittedAt && startedAt > submittedAt)
    throw new ProgrammingError('startedAt comes before submittedAt.');
}
