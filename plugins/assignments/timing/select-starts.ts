import type { Scope } from '#src/scope/scope.ts';

/** Somebody who has begun and may be allowed to begin again, for a form. */
interface Begun {
  readonly value: string;
  readonly label: string;
}

/** A start that was set back. */
export interface SetBack {
  readonly id: string;
  readonly name: string;
  readonly startedAt: string;
  readonly setBackAt: string;
  readonly setBackBy: string | null;
  readonly reason: string;
}

const begun = `
  select u.id as value, u.name as label from assignment_start s join assignment a on a.id = s.assignment_id
    join enrollment e on e.course_id = a.course_id and e.user_id = s.user_id join "user" u on u.id = s.user_id
  where s.organization_id = ? and s.assignment_id = ? and s.set_back_at is null and e.left_at is null
  order by lower(u.name), u.id limit 2000`;

export const selectBegun = ({ em, organization }: Scope, assignmentId: string): Promise<Begun[]> =>
  em.execute<Begun[]>(begun, [organization.id, assignmentId]);

const setBack = `
  select s.id, u.name, s.started_at as "startedAt", s.set_back_at as "setBackAt", b.name as "setBackBy", s.reason
  from assignment_start s join "user" u on u.id = s.user_id left join "user" b on b.id = s.set_back_by_id
  where s.organization_id = ? and s.assignment_id = ? and s.set_back_at is not null
  order by s.set_back_at desc, s.id limit 500`;

/** The newest first. */
export const selectSetBack = ({ em, organization }: Scope, assignmentId: string): Promise<SetBack[]> =>
  em.execute<SetBack[]>(setBack, [organization.id, assignmentId]);
