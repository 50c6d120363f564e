import { raw, sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import { lmsColumns, type LmsRow } from '../lms/lms-columns.ts';
import type { TestsOfStudent } from './select-class.ts';
import { isStudent, quoted, studentState, studentStates, studentTables, type StudentState } from './student-columns.ts';

export interface ListedStudent extends LmsRow {
  readonly id: string;
  readonly name: string;
  readonly state: StudentState;
  readonly attempts: number;
  /** Submissions that are judged now. */
  readonly waiting: number;
  readonly lastAt: string | null;
  /** Null where nothing counts yet. */
  readonly points: number | null;
  readonly maximum: number | null;
  readonly latePercent: number;
  readonly isOverridden: boolean;
  readonly isAdjusted: boolean;
  readonly submissionId: string | null;
  /** Of the problem that is looked at. */
  readonly bestId: string | null;
  readonly tests: TestsOfStudent | null;
}

/** `drift`: somebody changed it there. `failed`: it did not arrive. */
export const lmsFilters = ['drift', 'failed', 'waiting'] as const;
const lmsStates = { drift: `{changed,kept}`, failed: '{failed}', waiting: '{waiting}' } as const;

/** The students of a course as they stand with an assignment: searched, narrowed, sorted, in pages. */
export const studentList = defineList({
  id: 'e.id',
  sorts: {
    state: { column: `array_position(array['${studentStates.join("','")}'], ${studentState})`, type: 'int' },
    name: { column: 'lower(u.name)', type: 'text' },
    points: { column: 'coalesce(g.points, -1)', type: 'numeric' },
    attempts: { column: 'coalesce(w.attempts, 0)', type: 'int' },
    last: { column: `coalesce(w.last_at, '-infinity')`, type: 'timestamptz' },
  },
  defaultSort: 'state',
  usualLimit: 50,
  filters: {
    q: filterBy(
      z.string().trim().max(100).describe('Part of a name'),
      (text) => sql`position(lower(${text}) in lower(u.name)) > 0`,
    ),
    state: filterBy(z.enum(studentStates), (wanted) => raw(`${studentState} = ?`, [wanted])),
    problem: filterBy(z.uuid().describe('Whose tests are shown'), () => raw('true')),
    group: filterBy(
      z.uuid().describe('A group of the course'),
      (id) => sql`exists (select from group_member m where m.group_id = ${id} and m.user_id = e.user_id)`,
    ),
    lms: filterBy(z.enum(lmsFilters), (wanted) => raw('s.state = any(?::text[])', [lmsStates[wanted]])),
  },
});

export type StudentQuery = Parameters<typeof studentList.links>[1] & ListQuery;

const select = `u.id, u.name, ${studentState} as state, coalesce(w.attempts, 0) as attempts,
  coalesce(w.waiting, 0) as waiting, w.last_at as "lastAt",
  g.points::float8 as points, g.maximum::float8 as maximum, coalesce(g.late_percent, 0)::float8 as "latePercent",
  g.override_id is not null as "isOverridden", coalesce(g.adjustments <> '[]', false) as "isAdjusted",
  g.submission_id as "submissionId", w.best_id as "bestId", w.tests, ${lmsColumns}`;

export interface OfClass {
  readonly assignmentId: string;
  readonly problemId: string;
  readonly lineItemId: string | null;
}

/** In two statements. */
export function listStudents(scope: Scope, query: StudentQuery, { assignmentId, problemId, lineItemId }: OfClass) {
  const { organization } = scope;
  return studentList.read<ListedStudent>(scope, query, {
    select,
    from: `${studentTables(assignmentId, problemId)}
      left join lti_score s on s.line_item_id = ${lineItemId === null ? 'null' : quoted(lineItemId)} and s.user_id = e.user_id`,
    where: raw(`a.organization_id = ? and a.id = ? and ${isStudent}`, [organization.id, assignmentId]),
  });
}
