import { gradeAdjustment } from '#plugins/grading';

/** What was shown when a hint was asked for, or what those who teach want now if that is less; nothing for what helps with every program. */
const query = `
  select h.problem_id as "problemId", count(*)::int as hints, sum(least(h.percent, r.percent))::float8 as percent
  from hint_request h join hint_rules r on r.assignment_id = h.assignment_id
  where h.organization_id = ? and h.assignment_id = ? and h.user_id = ? and h.state = 'READY' and h.source <> 'general'
    and least(h.percent, r.percent) > 0
  group by h.problem_id`;

interface Row {
  readonly problemId: string;
  readonly hints: number;
  readonly percent: number;
}

/** Hints take from the points of their problem what those who teach said, and never more than it gave. */
export const hintReduction = gradeAdjustment({
  async of({ em, organization }, { assignmentId, userId }, why) {
    const rows = await em.execute<Row[]>(query, [organization.id, assignmentId, userId]);
    const taken = rows.map(({ problemId, percent }) => {
      const reason = why.find((one) => one.problemId === problemId);
      return reason ? Math.min(reason.points, (reason.worth * percent) / 100) : 0;
    });
    const amount = -taken.reduce((sum, points) => sum + points, 0);
    const hints = rows.reduce((sum, row) => sum + row.hints, 0);
    return amount === 0 ? null : { amount, reason: { key: 'tutor.reduction', parameters: { hints } } };
  },
});
