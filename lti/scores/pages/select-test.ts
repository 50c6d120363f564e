import type { Scope } from '#src/scope/scope.ts';
import { actorId, isGrader } from './grader.ts';

export interface ShownTest {
  readonly id: string;
  readonly contextId: string | null;
  readonly label: string | null;
  readonly subject: string;
  readonly name: string | null;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  readonly sentAt: string;
  readonly isAccepted: boolean;
  readonly status: number | null;
  readonly words: string | null;
  readonly isItemOurs: boolean;
  readonly takenBackAt: string | null;
  readonly takeBackWords: string | null;
}

const query = `
  select t.id, li.context_id as "contextId", li.label, t.subject, u.name, t.score_given as "scoreGiven",
    t.score_maximum as "scoreMaximum", t.created_at as "sentAt", t.is_accepted as "isAccepted", t.status, t.words,
    t.is_item_ours as "isItemOurs", t.taken_back_at as "takenBackAt", t.take_back_words as "takeBackWords", m.roles
  from lti_test_score t
  join lti_line_item li on li.id = t.line_item_id
  join lti_deployment d on d.id = li.deployment_id
  join lti_registration r on r.id = d.registration_id
  left join identity i on i.kind = 'lti' and i.provider = r.platform_id::text and i.subject = t.subject
  left join "user" u on u.id = i.user_id
  left join lti_membership m on m.context_id = li.context_id and m.user_id = ?
  where t.organization_id = ? and t.id = ?`;

/** A test score in a context whose grades the actor looks after, in one statement; null for any other. */
export async function selectTest(scope: Scope, id: string): Promise<ShownTest | null> {
  const values = [actorId(scope), scope.organization.id, id];
  const [row] = await scope.em.execute<(ShownTest & { roles: string[] | null })[]>(query, values);
  if (!row || !(await isGrader(scope, row.roles))) return null;
  const { roles: _roles, ...test } = row;
  return test;
}
