import type { Launch } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

/** The course that an LMS says it copied this one from. */
export interface FormerCourse {
  readonly id: string;
  readonly timeZone: string;
  /** Null also for whoever does not teach there. */
  readonly description: string | null;
}

const query = `
  select c.id, c.time_zone as "timeZone", case when e.role = 'instructor' then c.description end as description
  from lti_context x join course c on c.lti_context_id = x.id
  left join enrollment e on e.course_id = c.id and e.user_id = ? and e.left_at is null and not e.is_test_user
  where x.organization_id = ? and x.deployment_id = ? and x.context_id = any(?::text[]) and x.id <> ?
  order by array_position(?::text[], x.context_id) limit 1`;

/** By the history of its context (Core B.3), the last one first; null where there is none, or no course of it is known. */
export async function selectFormerCourse({ em, organization }: Scope, launch: Launch): Promise<FormerCourse | null> {
  const { custom, context, deploymentId, userId } = launch;
  // A platform that does not know the variable leaves it as it is.
  const history = custom?.context_id_history?.split(',').filter((id) => id && !id.startsWith('$')) ?? [];
  if (!context || history.length === 0) return null;
  const ids = `{${history.map((id) => JSON.stringify(id)).join(',')}}`;
  const values = [userId, organization.id, deploymentId, ids, context.id, ids];
  const [former] = await em.execute<FormerCourse[]>(query, values);
  return former ?? null;
}
