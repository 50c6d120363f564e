import { hintKeeper } from '#plugins/problems';

const query = `
  select exists (
    select from assignment_problem ap join assignment a on a.id = ap.assignment_id join hint_rules r on r.assignment_id = a.id
      join enrollment e on e.course_id = a.course_id
    where ap.organization_id = ? and ap.problem_id = ? and e.user_id = ? and e.role = 'learner' and e.left_at is null
      and coalesce(a.late_until, a.due_at, 'infinity') > now()) as "isKept"`;

/** While somebody has an assignment that says how many hints there are, they are asked for there and nowhere for nothing. */
export const assignedHints = hintKeeper({
  async refusal({ em, organization }, { problemId, userId }) {
    const [row] = await em.execute<{ isKept: boolean }[]>(query, [organization.id, problemId, userId]);
    return row!.isKept ? 'tutor.error.assigned' : null;
  },
});
