import type { Scope } from '#src/scope/scope.ts';
import { gradeScopes } from '../../advantage/grade-names.ts';
import { actorId, isGrader } from './grader.ts';

export interface TestPlace {
  readonly contextId: string;
  readonly courseTitle: string | null;
  readonly canSend: boolean;
  readonly canMake: boolean;
}

/** A context whose grades the actor looks after, in one statement; null for any other. */
export async function selectTestPlace(scope: Scope, id: string): Promise<TestPlace | null> {
  const [row] = await scope.em.execute<
    { title: string | null; scopes: string[]; url: string | null; roles: string[] | null }[]
  >(
    `select coalesce(c.title, c.label) as title, c.service_scopes as scopes, c.line_items_url as url, m.roles
      from lti_context c left join lti_membership m on m.context_id = c.id and m.user_id = ?
      where c.organization_id = ? and c.id = ?`,
    [actorId(scope), scope.organization.id, id],
  );
  if (!row || !(await isGrader(scope, row.roles))) return null;
  return {
    contextId: id,
    courseTitle: row.title,
    canSend: row.scopes.includes(gradeScopes.score),
    canMake: row.scopes.includes(gradeScopes.lineItem) && row.url !== null,
  };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The columns of a context that are there, and its members by the platform's ids; 500 of each at most. */
export async function selectTestChoices({ em, organization }: Scope, contextId: string) {
  const items = await em.execute<Choice[]>(
    `select id as value, coalesce(label, url) as label from lti_line_item
      where organization_id = ? and context_id = ? and url is not null and gone_at is null order by label limit 500`,
    [organization.id, contextId],
  );
  const members = await em.execute<Choice[]>(
    `select i.subject as value, u.name as label from lti_membership m
      join lti_context c on c.id = m.context_id
      join lti_deployment d on d.id = c.deployment_id
      join lti_registration r on r.id = d.registration_id
      join identity i on i.kind = 'lti' and i.provider = r.platform_id::text and i.user_id = m.user_id
      join "user" u on u.id = m.user_id
      where m.organization_id = ? and m.context_id = ? order by lower(u.name) limit 500`,
    [organization.id, contextId],
  );
  return { items, members };
}
