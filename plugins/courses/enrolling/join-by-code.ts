import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { defineLimit } from '#src/limits/limit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { enrollPerson } from './enroll-person.ts';
import { readJoinCode } from './join-code.ts';

interface Joinable {
  readonly id: string;
  readonly isBarred: boolean;
  readonly isInside: boolean;
}

/** Whoever tries codes gets nowhere: there are more than 10¹⁵. */
const tries = defineLimit({ name: 'courses.joinCode', points: 20, seconds: 600 });

const query = `
  select c.id, coalesce(e.is_barred, false) as "isBarred",
    e.id is not null and e.left_at is null as "isInside"
  from course c left join enrollment e on e.course_id = c.id and e.user_id = ?
  where c.organization_id = ? and c.join_code = ? and c.is_active and c.lti_context_id is null`;

/**
 * Makes the actor a student of the course that a code is of, or brings them back to it; whoever is in it stays what they are. Throws
 * DomainError `invalid` for a code that is none, `forbidden` for somebody whom who teaches there took out, `tooManyRequests`.
 */
export async function joinByCode(scope: Scope, code: string): Promise<string> {
  const userId = signedInUser(scope);
  await scope.limits.consume(tries, userId);
  return scope.transaction(async (inside) => {
    const values = [userId, inside.organization.id, readJoinCode(code)];
    const [course] = await inside.em.execute<Joinable[]>(query, values);
    if (!course) throw invalid({ field: 'code', key: 'courses.joining.error.noCode' });
    if (course.isBarred) throw new DomainError('forbidden', 'courses.joining.error.barred');
    if (course.isInside) return course.id;
    await enrollPerson(inside, { courseId: course.id, userId, role: 'learner' });
    const target = { type: 'course', id: course.id };
    inside.afterCommit(() => audit(inside, { action: 'course.joined', target }));
    return course.id;
  });
}
