import type { Scope } from '#src/scope/scope.ts';
import type { ItemRow } from '../line-items/find-item.ts';
import { gradebookOf } from '../platforms/profile.ts';
import type { ScoreEventKind } from '../score-event.entity.ts';
import type { ScoreState } from '../score.entity.ts';
import type { PlatformResult, Results } from '../advantage/results.ts';
import { recordEvents } from './record-event.ts';
import { enqueueScore } from './score-jobs.ts';
import { verdictOf, type ComparedScore, type Verdict } from './verdict-of.ts';

interface Row extends ComparedScore {
  readonly id: string;
  readonly revision: number;
  readonly subject: string | null;
  readonly resultScore: number | null;
}

const rowsOf = `
  select s.id, s.revision, s.state, s.reason, s.score_given as "scoreGiven", s.score_maximum as "scoreMaximum",
    s.grading_progress as "gradingProgress", s.is_resent as "isResent", s.result_score as "resultScore", i.subject,
    coalesce((select jsonb_agg(distinct jsonb_build_array(e.score_given, e.score_maximum))
      from lti_score_event e where e.score_id = s.id and e.kind = 'begun'), '[]') as sent
  from lti_score s
  left join identity i on i.kind = 'lti' and i.provider = ? and i.user_id = s.user_id
  where s.organization_id = ? and s.line_item_id = ? and coalesce(s.sent_at, '-infinity') < ?::timestamptz`;

/** Only what is as it was read: a send may have changed it meanwhile. */
const update = `
  update lti_score s set state = v.state, result_score = v.score, result_maximum = v.maximum, result_read_at = now(),
    is_resent = case v.verdict when 'again' then v.missing when 'arrived' then false else s.is_resent end,
    reason = case v.verdict when 'removed' then 'removed' when 'leave' then s.reason end,
    words = case v.verdict when 'leave' then s.words end,
    sent_at = case when v.verdict = 'arrived' then coalesce(s.sent_at, now()) else s.sent_at end,
    attempts = case v.verdict when 'again' then 0 else s.attempts end,
    try_after = case v.verdict when 'again' then null else s.try_after end,
    timestamp = case v.verdict when 'again' then date_trunc('milliseconds',
      greatest(clock_timestamp(), s.used_timestamp + ? * interval '1 millisecond')) else s.timestamp end
  from jsonb_to_recordset(?::jsonb)
    as v(id uuid, revision int, was text, state text, verdict text, missing boolean, score float8, maximum float8)
  where s.id = v.id and s.revision = v.revision and s.state = v.was
    and coalesce(s.claimed_until, '-infinity') <= clock_timestamp()
  returning s.id`;

const stateOf: Readonly<Record<Verdict, ScoreState | null>> = {
  leave: null,
  arrived: 'sent',
  again: 'waiting',
  changed: 'changed',
  removed: 'changed',
};
const kindOf: Readonly<Record<Verdict, ScoreEventKind | null>> = {
  leave: null,
  arrived: 'found',
  again: 'missing',
  changed: 'changed',
  removed: 'changed',
};

/** Keeps what the LMS has, and does what follows from it, for all scores of a line item; in four statements and one for each send. */
export async function applyResults(scope: Scope, item: ItemRow, results: Results, askedAt: Date): Promise<void> {
  const { em, organization } = scope;
  const gradebook = gradebookOf(item.family);
  const rows = await em.execute<Row[]>(rowsOf, [item.platformId, organization.id, item.id, askedAt]);
  // Who is missing in a part of the results may stand in the rest.
  const seen = rows.filter(({ subject }) => results.isComplete || results.of.has(subject ?? ''));
  const judged = seen.map((row) => {
    const result = results.of.get(row.subject ?? '') ?? null;
    return { row, result, verdict: verdictOf(row, result, gradebook) };
  });
  const values = judged.map(({ row, result, verdict }) => ({
    id: row.id,
    revision: row.revision,
    was: row.state,
    state: stateOf[verdict] ?? row.state,
    verdict,
    missing: result?.score == null,
    score: result?.score ?? null,
    maximum: result?.score == null ? null : result.maximum,
  }));
  const changed = await em.execute<{ id: string }[]>(update, [gradebook.timestampStepMs, JSON.stringify(values)]);
  const done = new Set(changed.map(({ id }) => id));
  const events = judged.filter(({ row, result, verdict }) => done.has(row.id) && isNews(row, result, verdict));
  await recordEvents(
    scope,
    events.map(({ row, result, verdict }) => ({
      scoreId: row.id,
      kind: kindOf[verdict]!,
      scoreGiven: result?.score ?? null,
      scoreMaximum: result?.score == null ? null : result.maximum,
    })),
  );
  // What waits without a job, whatever became of it, gets one as well.
  for (const { row, verdict } of judged)
    if ((verdict === 'again' && done.has(row.id)) || row.state === 'waiting')
      await enqueueScore(scope, { label: item.label, scoreId: row.id });
}

/** The ledger tells of what changed, not of every look. */
const isNews = ({ state, resultScore }: Row, result: PlatformResult | null, verdict: Verdict) =>
  kindOf[verdict] !== null && (stateOf[verdict] !== state || (verdict === 'changed' && result?.score !== resultScore));
