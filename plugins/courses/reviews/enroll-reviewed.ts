import type { Scope } from '#src/scope/scope.ts';

/** Whoever's work is reviewed is of the course, as a learner where nothing else is known yet. One statement. */
export const enrollReviewed = ({ em, organization }: Scope, courseId: string, userId: string) =>
  em.execute(
    `insert into enrollment (id, organization_id, course_id, user_id, role) values (gen_random_uuid(), ?, ?, ?, 'learner')
      on conflict (course_id, user_id) do nothing`,
    [organization.id, courseId, userId],
  );
