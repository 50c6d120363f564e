import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';

/** Anybody, signed in or not. */
export const everybody = async () => ({});

/** Whoever is signed in to the organization. */
export const signedInPeople = async ({ actor }: Scope) => (actor.kind === 'user' ? actor : null);

/** Whoever has one of these roles in the organization. */
export const havingRole =
  (...roles: readonly OrganizationRole[]) =>
  async ({ actor }: Scope) =>
    actor.kind === 'user' && roles.some((role) => actor.roles.has(role)) ? actor : null;

/** Whoever runs the installation. */
export const operators = async ({ actor }: InstallationScope) => (actor.kind === 'operator' ? actor : null);
