import { z } from 'zod';
import { assignmentPanel, isStaff } from '#plugins/assignments';
import { prepared } from '#src/database/prepared.ts';
import { view } from '#src/views.ts';

const Fields = z.object({
  assignmentId: z.uuid(),
  /** For each problem; 0 for none. */
  hints: z.int(),
  percent: z.number(),
  asked: z.int(),
  people: z.int(),
});

const query = `
  select coalesce(max(r.hints), 0) as hints, coalesce(max(r.percent), 0)::float8 as percent, count(h.id)::int as asked,
    count(distinct h.user_id)::int as people
  from (select 1) one left join hint_rules r on r.organization_id = $1 and r.assignment_id = $2
    left join hint_request h on h.organization_id = $1 and h.assignment_id = $2`;

/** What hints an assignment gives and how many were asked for, on its page for those who teach it. */
export const hintsPanel = assignmentPanel({
  name: 'hintsOfClass',
  view: view('tutor/class-panel', Fields),
  async load({ em, organization }, row) {
    if (!isStaff(row)) return null;
    const [counts] = await prepared<Omit<z.output<typeof Fields>, 'assignmentId'>>(em, query, [
      organization.id,
      row.id,
    ]);
    return { ...counts!, assignmentId: row.id };
  },
});
