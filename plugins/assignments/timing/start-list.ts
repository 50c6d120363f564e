import { raw, sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import { rulesColumns, rulesJoin } from '../rules/rules-sql.ts';

/** Whose time runs, first. */
export const startStates = ['running', 'over', 'waiting'] as const;
export type StartState = (typeof startStates)[number];

export interface ListedStart {
  readonly id: string;
  readonly name: string;
  readonly state: StartState;
  readonly startedAt: string | null;
  readonly endsAt: string | null;
  readonly extraMinutes: number;
}

/** As `workPhaseAt` and `endOf` have it, for whole classes. */
const from = `
  assignment a join enrollment e on e.course_id = a.course_id join "user" u on u.id = e.user_id ${rulesJoin}
  cross join lateral (select ${rulesColumns}) r
  cross join lateral (select least(r."startedAt" + r.minutes * interval '1 minute',
    case when r."lateUntil" > r."dueAt" then r."lateUntil" else r."dueAt" end) as ends_at) s`;

const state = `case when r."startedAt" is null then 'waiting'
  when s.ends_at is not null and date_trunc('second', now()) > date_trunc('second', s.ends_at) then 'over' else 'running' end`;

/** The students of an assignment with a time limit, by how their time stands. */
export const startList = defineList({
  id: 'e.id',
  sorts: {
    state: { column: `array_position(array['${startStates.join("','")}'], ${state})`, type: 'int' },
    name: { column: 'lower(u.name)', type: 'text' },
    end: { column: `coalesce(s.ends_at, 'infinity')`, type: 'timestamptz' },
  },
  defaultSort: 'state',
  usualLimit: 50,
  filters: {
    q: filterBy(
      z.string().trim().max(100).describe('Part of a name'),
      (text) => sql`position(lower(${text}) in lower(u.name)) > 0`,
    ),
    state: filterBy(z.enum(startStates), (wanted) => raw(`${state} = ?`, [wanted])),
  },
});

export type StartQuery = Parameters<typeof startList.links>[1] & ListQuery;

/** In two statements. */
export const listStarts = (scope: Scope, query: StartQuery, assignmentId: string) =>
  startList.read<ListedStart>(scope, query, {
    select: `u.id, u.name, ${state} as state, r."startedAt", case when r."startedAt" is not null then s.ends_at end as "endsAt",
      r."extraMinutes"`,
    from,
    where: raw(`a.organization_id = ? and a.id = ? and e.role = 'learner' and e.left_at is null`, [
      scope.organization.id,
      assignmentId,
    ]),
  });
