import type { AssignmentRow } from '#plugins/assignments';
import type { Scope } from '#src/scope/scope.ts';
import { lineItemOf } from '../line-item-of.ts';
import { isStudent, studentState, studentTables } from '../students/student-columns.ts';
import { inPages } from './in-pages.ts';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  readonly state: string;
  readonly points: number | null;
  readonly maximum: number | null;
  readonly latePercent: number | null;
  readonly overridden: string | null;
  readonly attempts: number;
  readonly lastAt: string | null;
  readonly lmsState: string | null;
  readonly lmsPoints: number | null;
  readonly lmsMaximum: number | null;
  readonly sentAt: string | null;
}

const head = [
  'id',
  'name',
  'email',
  'state',
  'points',
  'maximum',
  'late_percent',
  'set_by_hand',
  'attempts',
  'last_attempt_at',
  'lms_state',
  'lms_points',
  'lms_maximum',
  'lms_told_at',
] as const;

const pageSize = 500;

const query = (assignmentId: string) => `
  select e.user_id as key, u.name, u.email, ${studentState} as state, g.points::float8 as points, g.maximum::float8 as maximum,
    g.late_percent::float8 as "latePercent", h.reason as overridden, coalesce(w.attempts, 0) as attempts, w.last_at as "lastAt", s.state as "lmsState",
    coalesce(s.result_score, s.score_given) as "lmsPoints",
    case when s.result_score is null then s.score_maximum else s.result_maximum end as "lmsMaximum", s.sent_at as "sentAt"
  from ${studentTables(assignmentId)} join course c on c.id = a.course_id
    left join grade_change h on h.id = g.override_id
    left join lateral ${lineItemOf} i on true
    left join lateral (select * from lti_score where line_item_id = i.id and user_id = e.user_id limit 1) s on true
  where a.organization_id = ? and ${isStudent} and (?::uuid is null or e.user_id > ?::uuid)
  order by e.user_id limit ${pageSize}`;

/** One line for each student of an assignment; each page in a transaction of its own. */
export async function* assignmentCsv(scope: Scope, { id }: Pick<AssignmentRow, 'id'>) {
  yield head;
  const rows = inPages((after) =>
    scope.transaction(({ em, organization }) => em.execute<Row[]>(query(id), [organization.id, after, after]), {
      readOnly: true,
    }),
  );
  for await (const { key, name, email, state, points, maximum, latePercent, overridden, attempts, ...rest } of rows) {
    const { lastAt, lmsState, lmsPoints, lmsMaximum, sentAt } = rest;
    const ours = [key, name, email, state, points, maximum, latePercent, overridden, attempts, text(lastAt)];
    yield [...ours, lmsState, lmsPoints, lmsMaximum, text(sentAt)];
  }
}

const text = (at: string | null) => at && new Date(at).toISOString();
