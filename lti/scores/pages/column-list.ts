import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import { scoreStates, type ScoreState } from '../../score.entity.ts';
import { countColumns, type StateCounts } from './select-column.ts';

export interface ListedColumn extends StateCounts {
  readonly id: string;
  readonly label: string | null;
  readonly contextId: string | null;
  readonly courseTitle: string | null;
  readonly isGone: boolean;
  readonly reconciledAt: string | null;
}

/** Line items, by course; those of one context where asked. */
export const columnList = defineList({
  id: 'li.id',
  sorts: {
    course: { column: "lower(coalesce(c.title, c.label, '') || ' ' || coalesce(li.label, ''))", type: 'text' },
    made_at: { column: 'li.created_at', type: 'timestamptz' },
  },
  defaultSort: 'course',
  filters: { context: filterBy(z.uuid(), (id) => sql`li.context_id = ${id}`) },
});
export type ColumnQuery = Parameters<typeof columnList.links>[1];

/** In two statements. `contexts` null: of the whole organization. */
export const listColumns = (scope: Scope, query: ColumnQuery, contexts: readonly string[] | null) =>
  columnList.read<ListedColumn>(scope, query, {
    select: `li.id, li.label, li.context_id as "contextId", coalesce(c.title, c.label) as "courseTitle",
      li.gone_at is not null as "isGone", li.reconciled_at as "reconciledAt", counts.*`,
    from: `lti_line_item li left join lti_context c on c.id = li.context_id
      cross join lateral (select ${countColumns} from lti_score s
        where s.organization_id = li.organization_id and s.line_item_id = li.id) counts`,
    where:
      contexts === null
        ? sql`li.organization_id = ${scope.organization.id}`
        : sql`li.organization_id = ${scope.organization.id} and li.context_id = any(${`{${contexts.join(',')}}`}::uuid[])`,
  });

export interface ListedScore {
  readonly id: string;
  readonly name: string;
  readonly state: ScoreState;
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
  readonly sentAt: string | null;
  readonly resultScore: number | null;
  readonly resultMaximum: number | null;
  readonly resultReadAt: string | null;
  readonly reason: string | null;
  readonly words: string | null;
  readonly tryAfter: string | null;
}

/** The scores of a column, by name. */
export const scoreList = defineList({
  id: 's.id',
  sorts: { name: { column: 'lower(u.name)', type: 'text' } },
  defaultSort: 'name',
  filters: { state: filterBy(z.enum(scoreStates), (state) => sql`s.state = ${state}`) },
});
export type ScoreQuery = Parameters<typeof scoreList.links>[1];

export const scoreColumns = `s.id, u.name, s.state, s.score_given as "scoreGiven", s.score_maximum as "scoreMaximum",
  s.sent_at as "sentAt", s.result_score as "resultScore", s.result_maximum as "resultMaximum",
  s.result_read_at as "resultReadAt", s.reason, s.words,
  case when s.state = 'waiting' and s.try_after > now() then s.try_after end as "tryAfter"`;

/** In two statements. */
export const listScores = (scope: Scope, query: ScoreQuery, lineItemId: string) =>
  scoreList.read<ListedScore>(scope, query, {
    select: scoreColumns,
    from: 'lti_score s join "user" u on u.id = s.user_id',
    where: sql`s.organization_id = ${scope.organization.id} and s.line_item_id = ${lineItemId}`,
  });
