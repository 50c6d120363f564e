import type { Scope } from '#src/scope/scope.ts';
import type { ToldState } from './grade.entity.ts';

export interface Graded {
  readonly assignmentId: string;
  readonly userId: string;
}

/** A grade that nobody else makes anew until the transaction ends. */
export interface LockedGrade {
  readonly id: string;
  readonly points: number | null;
  readonly maximum: number;
  readonly submissionId: string | null;
  readonly toldState: ToldState | null;
  /** What somebody who teaches set instead of what the rules give; null for nothing. */
  readonly override: Override | null;
}

export interface Override {
  readonly points: number;
  readonly reason: string;
  readonly byId: string | null;
}

const make = `
  insert into grade (id, organization_id, assignment_id, user_id) values (?, ?, ?, ?)
  on conflict (assignment_id, user_id) do nothing`;

const lock = `
  select g.id, g.points::float8 as points, g.maximum::float8 as maximum, g.submission_id as "submissionId",
    g.told_state as "toldState", case when c.id is not null then
      jsonb_build_object('points', c.to_points::float8, 'reason', c.reason, 'byId', c.made_by_id) end as override
  from grade g left join grade_change c on c.id = g.override_id
  where g.assignment_id = ? and g.user_id = ? for no key update of g`;

/** The row of somebody's grade, made if there is none; of several who ask, one after the other has it. */
export async function lockGrade({ em, organization }: Scope, { assignmentId, userId }: Graded): Promise<LockedGrade> {
  await em.execute(make, [crypto.randomUUID(), organization.id, assignmentId, userId]);
  const [row] = await em.execute<LockedGrade[]>(lock, [assignmentId, userId]);
  return row!;
}
