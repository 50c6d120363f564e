import type { Scope } from '#src/scope/scope.ts';
import { itemTables, placeColumns, type ItemRow } from '../line-items/find-item.ts';
import type { ScoreState } from '../score.entity.ts';

/** A score with its line item and with who it is about, as the platform names them. */
export interface ScoreRow extends Omit<ItemRow, 'id' | 'scoreMaximum'> {
  readonly id: string;
  readonly lineItemId: string;
  readonly state: ScoreState;
  readonly revision: number;
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
  readonly activityProgress: string;
  readonly gradingProgress: string;
  readonly comment: string | null;
  readonly startedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly usedSubmittedAt: Date | null;
  readonly reviewUrl: string | null;
  readonly timestamp: Date;
  readonly isAskedFor: boolean;
  readonly isUnclear: boolean;
  readonly attempts: number;
  /** Until then somebody else sends it, or it waits; null for neither. */
  readonly busyUntil: Date | null;
  /** `sub` of the person, null where they are not of this platform; of who graded likewise. */
  readonly subject: string | null;
  readonly scoringSubject: string | null;
  /** As the platform sent them; null where they never came into the course. */
  readonly roles: readonly string[] | null;
  readonly isTestUser: boolean;
}

const query = `
  select ${placeColumns}, s.id, li.id as "lineItemId", s.state, s.revision, s.score_given as "scoreGiven",
    s.score_maximum as "scoreMaximum", s.activity_progress as "activityProgress", s.grading_progress as "gradingProgress",
    s.comment, s.started_at as "startedAt", s.submitted_at as "submittedAt", s.used_submitted_at as "usedSubmittedAt",
    s.review_url as "reviewUrl", s.timestamp, s.is_asked_for as "isAskedFor", s.is_unclear as "isUnclear", s.attempts,
    case when greatest(s.claimed_until, s.try_after) > clock_timestamp()
      then greatest(s.claimed_until, s.try_after) end as "busyUntil",
    i.subject, g.subject as "scoringSubject", m.roles, coalesce(m.is_test_user, false) as "isTestUser"
  from ${itemTables}
  join lti_score s on s.line_item_id = li.id
  left join identity i on i.kind = 'lti' and i.provider = r.platform_id::text and i.user_id = s.user_id
  left join identity g on g.kind = 'lti' and g.provider = r.platform_id::text and g.user_id = s.scoring_user_id
  left join lti_membership m on m.context_id = li.context_id and m.user_id = s.user_id
  where s.organization_id = ? and s.id = ?`;

/** Null for none of the Scope's organization. In an open transaction, in one statement. */
export async function readScore(
  { em, organization }: Scope,
  id: string,
  lock: 'for update of s' | '' = '',
): Promise<ScoreRow | null> {
  const [row] = await em.execute<ScoreRow[]>(`${query} ${lock}`, [organization.id, id]);
  return row ? { ...row, ...instants(row) } : null;
}

const instants = ({ startedAt, submittedAt, usedSubmittedAt, timestamp, busyUntil }: ScoreRow) => ({
  busyUntil: busyUntil && new Date(busyUntil),
  startedAt: startedAt && new Date(startedAt),
  submittedAt: submittedAt && new Date(submittedAt),
  usedSubmittedAt: usedSubmittedAt && new Date(usedSubmittedAt),
  timestamp: new Date(timestamp),
});
