import type { Scope } from '#src/scope/scope.ts';
import { placeKind } from '../place.ts';

/** A submission of an assignment, and somebody for whom it counts. */
export interface CountedPerson {
  readonly assignmentId: string;
  readonly userId: string;
  readonly problemId: string;
}

const query = `
  select s.place_id as "assignmentId", s.problem_id as "problemId", p.user_id as "userId" from submission s
  cross join lateral (select s.user_id union select user_id from shared_work where submission_id = s.id) p
  where s.organization_id = ? and s.id = ? and s.place_kind = '${placeKind}'`;

/** Who handed it in, and who was in their group then; nobody for one that stands in no assignment. One statement. */
export const selectCountedPeople = ({ em, organization }: Scope, submissionId: string): Promise<CountedPerson[]> =>
  em.execute<CountedPerson[]>(query, [organization.id, submissionId]);
