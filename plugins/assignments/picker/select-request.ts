import { selectDeepLink, type DeepLinkRow } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

/** A request of an LMS for content of one of its courses, and that course as we have it. */
export interface Request extends DeepLinkRow {
  readonly courseId: string;
  /** IANA name: in it the dates are meant. */
  readonly courseTimeZone: string;
  readonly userId: string;
}

const query = `
  select c.id as "courseId", c.time_zone as "courseTimeZone", e.user_id as "userId"
  from course c join enrollment e on e.course_id = c.id
  where c.organization_id = ? and c.lti_context_id = ? and e.user_id = ? and e.left_at is null
    and e.role in ('instructor', 'teachingAssistant')`;

/** Null for anybody else's, and outside courses. In two statements. */
export async function selectRequest(scope: Scope, id: string): Promise<Request | null> {
  const { em, organization, actor } = scope;
  const row = await selectDeepLink(scope, id);
  if (!row?.contextId || actor.kind !== 'user') return null;
  const [course] = await em.execute<{ courseId: string; courseTimeZone: string; userId: string }[]>(query, [
    organization.id,
    row.contextId,
    actor.id,
  ]);
  return course ? { ...row, ...course } : null;
}
