import { sql } from '@mikro-orm/core';
import { defineList } from '#src/http/list/define-list.ts';
import type { ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { hintStates } from '../hint-request.entity.ts';
import type { HintKind, HintSource } from '../kinds.ts';

export interface LoggedHint {
  readonly id: string;
  readonly askedAt: string;
  readonly userId: string;
  readonly userName: string;
  readonly problemTitle: string;
  readonly number: number;
  readonly kind: HintKind;
  readonly state: (typeof hintStates)[number];
  readonly source: HintSource | null;
  /** What it takes of the assignment's points now. */
  readonly points: number;
}

/** Who asked for which hint when, the newest first. */
export const hintLog = defineList({
  id: 'h.id',
  sorts: { asked_at: { column: 'h.created_at', type: 'timestamptz' } },
  defaultSort: 'asked_at',
  defaultOrder: 'desc',
  usualLimit: 50,
  filters: {},
});
export type HintLogQuery = Parameters<typeof hintLog.links>[1] & ListQuery;

/** Of an assignment whose teaching the caller has asked for; in two statements. */
export const listHints = (scope: Scope, query: HintLogQuery, assignmentId: string) =>
  hintLog.read<LoggedHint>(scope, query, {
    select: `h.id, h.created_at as "askedAt", h.user_id as "userId", u.name as "userName", p.title as "problemTitle", h.number, h.kind,
      h.state, h.source, case when h.state = 'READY' and h.source <> 'general'
        then coalesce(least(h.percent, r.percent) * ap.points / 100, 0)::float8 else 0 end as points`,
    from: `hint_request h join "user" u on u.id = h.user_id join problem p on p.id = h.problem_id
      left join hint_rules r on r.assignment_id = h.assignment_id
      left join assignment_problem ap on ap.assignment_id = h.assignment_id and ap.problem_id = h.problem_id`,
    where: sql`h.organization_id = ${scope.organization.id} and h.assignment_id = ${assignmentId}`,
  });
