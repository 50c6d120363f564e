import { hashToken } from '#src/keys/tokens.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { GivenRole } from './invite-people.ts';

export interface OpenInvitation {
  readonly id: string;
  readonly courseId: string;
  readonly courseTitle: string | null;
  readonly email: string;
  readonly role: GivenRole;
  /** Of the organization, with this address; null for somebody new. */
  readonly memberId: string | null;
}

const shape = /^ci_[\w-]{43}$/;

const query = `
  select i.id, i.course_id as "courseId", coalesce(c.title, c.label) as "courseTitle", i.email, i.role, u.id as "memberId"
  from course_invitation i join course c on c.id = i.course_id left join "user" u on u.organization_id = i.organization_id and u.email = i.email
  where i.organization_id = ? and i.token_hash = ? and i.accepted_at is null and i.expires_at > ? and c.is_active
    and c.lti_context_id is null`;

/** The invitation of a token, as long as somebody may follow it; null otherwise. One statement. */
export async function findCourseInvitation(scope: Scope, token: string): Promise<OpenInvitation | null> {
  if (!shape.test(token)) return null;
  const values = [scope.organization.id, hashToken(token), scope.now()];
  const [invitation] = await scope.em.execute<OpenInvitation[]>(query, values);
  return invitation ?? null;
}
