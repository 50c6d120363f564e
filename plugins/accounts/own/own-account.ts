import type { Scope } from '#src/scope/scope.ts';
import { User } from '#src/people/user.entity.ts';

/** For `allow`: the actor's own row. A token for programs may come here as well, as far as it was made for it. */
export const ownAccount = async ({ actor, em }: Scope) =>
  actor.kind === 'user' ? em.findOne(User, { id: actor.id }) : null;

/** For `allow`: the same for a person in a session. What secures an account is nothing that a program's token may touch. */
export async function ownAccountInSession(scope: Scope) {
  const { origin } = scope;
  const sessionId = 'ip' in origin ? (origin.sessionId ?? null) : null;
  const user = sessionId && (await ownAccount(scope));
  return user ? { user, sessionId } : null;
}
