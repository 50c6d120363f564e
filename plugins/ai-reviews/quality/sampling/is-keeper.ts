import type { Scope } from '#src/scope/scope.ts';

/** Whether the actor looks after the organization, and so reads everybody's work. */
export const isKeeper = ({ actor }: Pick<Scope, 'actor'>) =>
  actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin'));
