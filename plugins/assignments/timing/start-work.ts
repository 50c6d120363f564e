import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { isStaff, type AssignmentRow } from '../select-assignment.ts';
import { partnersOf } from '../sharing/share-work.ts';
import { phaseAt, refuseClosed } from '../windows.ts';

/** A group has one clock: who comes to it later has what is left. */
const query = `
  insert into assignment_start (id, organization_id, assignment_id, user_id, started_at)
  select gen_random_uuid(), ?, ?, value::uuid, coalesce((
      select min(started_at) from assignment_start where assignment_id = ? and set_back_at is null
        and user_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))), now())
    from jsonb_array_elements_text(?::jsonb)
  on conflict (assignment_id, user_id) where set_back_at is null do nothing`;

/**
 * Starts the actor's clock, and that of everybody with whom they hand in; one that runs or has run stays as it is. Throws
 * DomainError `conflict` outside the time and where there is no limit, `forbidden` for who hands in nothing.
 */
export const startWork = (scope: Scope, row: AssignmentRow): Promise<void> =>
  scope.transaction(async (inside) => {
    if (isStaff(row) || row.role === 'none') throw new DomainError('forbidden', 'assignments.error.startsNothing');
    if (row.minutes === null) throw new DomainError('conflict', 'assignments.error.noLimit');
    refuseClosed(phaseAt(row, inside.now()));
    const people = JSON.stringify([row.userId, ...(await partnersOf(inside, row))].toSorted());
    const { em, organization } = inside;
    await em.execute(query, [organization.id, row.id, row.id, people, people]);
  });
