import { organizationRoles, type OrganizationRole } from '#src/people/user.entity.ts';
import type { Actor } from '#src/scope/actor.ts';

/** The roles that an actor may give and take: an administrator all but the owner's, in which somebody else would outrank them. */
export function givableRoles(actor: Actor): readonly OrganizationRole[] {
  if (actor.kind === 'system' || actor.kind === 'operator') return organizationRoles;
  if (actor.kind !== 'user') return [];
  if (actor.roles.has('owner')) return organizationRoles;
  return actor.roles.has('admin') ? organizationRoles.filter((role) => role !== 'owner') : [];
}
