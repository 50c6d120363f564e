import type { Scope } from '#src/scope/scope.ts';
import { keepers } from '../../admin/keepers.ts';
import { courseRoleOf } from '../../roles.ts';

/** Whether the actor looks after grades where they have these roles of a context: as its instructor, or as an administrator. */
export async function isGrader(scope: Scope, roles: readonly string[] | null): Promise<boolean> {
  return (await keepers(scope)) !== null || (scope.actor.kind === 'user' && courseRoleOf(roles ?? []) === 'instructor');
}

/** The contexts in which the actor is an instructor. */
export async function taughtContexts({ em, organization, actor }: Scope): Promise<readonly string[]> {
  if (actor.kind !== 'user') return [];
  const rows = await em.execute<{ id: string; roles: string[] }[]>(
    'select context_id as id, roles from lti_membership where organization_id = ? and user_id = ?',
    [organization.id, actor.id],
  );
  return rows.filter(({ roles }) => courseRoleOf(roles) === 'instructor').map(({ id }) => id);
}

/** The actor's id for a join with their memberships; nobody's for the system. */
export const actorId = ({ actor }: Scope) =>
  actor.kind === 'user' ? actor.id : '00000000-0000-0000-0000-000000000000';
