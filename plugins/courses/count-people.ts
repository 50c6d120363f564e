import type { Scope } from '#src/scope/scope.ts';

/** How many are in a course, by their role there; test users are nobody. */
export interface People {
  readonly instructors: number;
  readonly assistants: number;
  readonly learners: number;
}

const query = `
  select count(*) filter (where role = 'instructor')::int as instructors,
    count(*) filter (where role = 'teachingAssistant')::int as assistants,
    count(*) filter (where role = 'learner')::int as learners
  from enrollment where organization_id = ? and course_id = ? and not is_test_user and left_at is null`;

export async function countPeople({ em, organization }: Scope, courseId: string): Promise<People> {
  const [people] = await em.execute<People[]>(query, [organization.id, courseId]);
  return people!;
}
