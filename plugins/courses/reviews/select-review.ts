import type { CourseRole } from '#lti';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';

/** One person at one link of a course, as somebody may look at their work. */
export interface ReviewRow {
  readonly courseId: string;
  readonly courseTitle: string | null;
  readonly contextId: string | null;
  readonly linkId: string;
  readonly linkTitle: string | null;
  readonly personId: string;
  readonly name: string;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
  readonly hasLeft: boolean;
  readonly lastLaunchAt: string | null;
  /** What the LMS was told, or is about to be, for the person at this link; null where there is nothing. */
  readonly scoreId: string | null;
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
  /** Null as long as it has not arrived. */
  readonly scoreSentAt: string | null;
  /** Of who asks. */
  readonly ownRole: CourseRole;
}

const query = `
  select c.id as "courseId", coalesce(c.title, c.label) as "courseTitle", c.lti_context_id as "contextId", l.id as "linkId",
    nullif(l.title, '') as "linkTitle", u.id as "personId", u.name, p.role, p.is_test_user as "isTestUser",
    p.left_at is not null as "hasLeft", m.launched_at as "lastLaunchAt", e.role as "ownRole",
    s.id as "scoreId", s.score_given as "scoreGiven", s.score_maximum as "scoreMaximum",
    case when s.state = 'sent' then s.sent_at end as "scoreSentAt"
  from enrollment e
  join course c on c.id = e.course_id
  join lti_resource_link l on l.context_id = c.lti_context_id or l.id = c.lti_resource_link_id
  join enrollment p on p.course_id = c.id
  join "user" u on u.id = p.user_id
  left join lti_membership m on m.context_id = c.lti_context_id and m.user_id = u.id
  left join lti_line_item i on i.resource_link_id = l.id and i.is_coupled
  left join lti_score s on s.line_item_id = i.id and s.user_id = u.id
  where e.organization_id = ? and e.user_id = ? and e.course_id = ? and l.id = ? and p.user_id = ? and e.left_at is null`;

interface Ids {
  readonly courseId: string;
  readonly linkId: string;
  readonly personId: string;
}

/**
 * A person's work at a link, for the course's staff and for the person, in one statement; null for whoever is not in the course.
 * Throws DomainError `forbidden` for somebody else in it.
 */
export async function selectReview(
  { em, organization, actor }: Scope,
  { courseId, linkId, personId }: Ids,
): Promise<ReviewRow | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await em.execute<ReviewRow[]>(query, [organization.id, actor.id, courseId, linkId, personId]);
  if (!row) return null;
  if (!isStaff(row) && row.personId !== actor.id) throw new DomainError('forbidden', 'courses.review.error.ofAnother');
  return row;
}

export const isStaff = ({ ownRole }: Pick<ReviewRow, 'ownRole'>) =>
  ownRole === 'instructor' || ownRole === 'teachingAssistant';
