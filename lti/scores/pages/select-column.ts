import type { Scope } from '#src/scope/scope.ts';
import { findOptionalItem, type ItemRow } from '../../line-items/find-item.ts';
import { actorId, isGrader } from './grader.ts';

/** How many scores of a column are in which state. */
export interface StateCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  readonly held: number;
  readonly changed: number;
  readonly kept: number;
}

export const countColumns = `count(*) filter (where s.state = 'waiting')::int as waiting,
  count(*) filter (where s.state = 'sent')::int as sent, count(*) filter (where s.state = 'failed')::int as failed,
  count(*) filter (where s.state = 'held')::int as held, count(*) filter (where s.state = 'changed')::int as changed,
  count(*) filter (where s.state = 'kept')::int as kept`;

export interface ColumnRow extends ItemRow {
  readonly courseTitle: string | null;
  readonly reconciledAt: string | null;
  readonly isReconciling: boolean;
  /** What the LMS said when it could not be compared. */
  readonly problem: string | null;
}

const more = `
  select coalesce(c.title, c.label) as "courseTitle", li.reconciled_at as "reconciledAt", li.problem, m.roles,
    coalesce(li.reconciling_until > now(), false) as "isReconciling"
  from lti_line_item li
  left join lti_context c on c.id = li.context_id
  left join lti_membership m on m.context_id = li.context_id and m.user_id = ?
  where li.organization_id = ? and li.id = ?`;

type More = Pick<ColumnRow, 'courseTitle' | 'reconciledAt' | 'problem' | 'isReconciling'> & { roles: string[] | null };

/** A line item whose grades the actor looks after, in two statements; null for any other. */
export async function selectColumn(scope: Scope, id: string): Promise<ColumnRow | null> {
  const [row] = await scope.em.execute<More[]>(more, [actorId(scope), scope.organization.id, id]);
  if (!row || !(await isGrader(scope, row.roles))) return null;
  const item = await findOptionalItem(scope, id);
  const { roles: _roles, ...rest } = row;
  return item && { ...item, ...rest };
}

export async function countStates({ em, organization }: Scope, lineItemId: string): Promise<StateCounts> {
  const [counts] = await em.execute<StateCounts[]>(
    `select ${countColumns} from lti_score s where s.organization_id = ? and s.line_item_id = ?`,
    [organization.id, lineItemId],
  );
  return counts!;
}
