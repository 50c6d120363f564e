import type { Scope } from '#src/scope/scope.ts';
import type { ScoreEventKind } from '../../score-event.entity.ts';
import { scoreColumns, type ListedScore } from './column-list.ts';
import { actorId, isGrader } from './grader.ts';

export interface ShownScore extends ListedScore {
  readonly lineItemId: string;
  readonly label: string | null;
  readonly family: string | null;
  readonly comment: string | null;
  readonly activityProgress: string;
  readonly gradingProgress: string;
  readonly scoredAt: string;
}

const query = `
  select ${scoreColumns}, s.line_item_id as "lineItemId", li.label, coalesce(r.product_family, d.product_family) as family,
    s.comment, s.activity_progress as "activityProgress", s.grading_progress as "gradingProgress",
    s.scored_at as "scoredAt", m.roles
  from lti_score s
  join "user" u on u.id = s.user_id
  join lti_line_item li on li.id = s.line_item_id
  join lti_deployment d on d.id = li.deployment_id
  join lti_registration r on r.id = d.registration_id
  left join lti_membership m on m.context_id = li.context_id and m.user_id = ?
  where s.organization_id = ? and s.id = ?`;

/** A score that the actor looks after, in one statement; null for any other. */
export async function selectScore(scope: Scope, id: string): Promise<ShownScore | null> {
  const [row] = await scope.em.execute<(ShownScore & { roles: string[] | null })[]>(query, [
    actorId(scope),
    scope.organization.id,
    id,
  ]);
  if (!row || !(await isGrader(scope, row.roles))) return null;
  const { roles: _roles, ...score } = row;
  return score;
}

export interface ShownEvent {
  readonly kind: ScoreEventKind;
  readonly at: string;
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
  readonly status: number | null;
  readonly reason: string | null;
  readonly words: string | null;
  readonly who: string | null;
}

/** The ledger of a score, the newest first, 200 lines at most. */
export const selectEvents = ({ em, organization }: Scope, scoreId: string): Promise<ShownEvent[]> =>
  em.execute<ShownEvent[]>(
    `select e.kind, e.created_at as at, e.score_given as "scoreGiven", e.score_maximum as "scoreMaximum", e.status,
      e.reason, e.words, u.name as who
    from lti_score_event e left join "user" u on u.id = e.actor_id
    where e.organization_id = ? and e.score_id = ? order by e.created_at desc, e.id desc limit 200`,
    [organization.id, scoreId],
  );
