import type { Actor } from '#src/scope/actor.ts';
import { openInstallationScope, openScope } from '#src/scope/open-scope.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Identified } from '#src/sessions/identify.ts';
import { inTransaction } from '../perform.ts';
import { audienceOf, sameDrawing } from './draw-state.ts';
import type { LiveStream, Subscription } from './live-stream.ts';
import type { AnyScope } from './topic.ts';

/**
 * Asks again whether the session lives, with which roles, and whether every topic is still allowed; ends the stream when not.
 * Returns the topics that this person now sees with another audience.
 */
export async function checkStream(kernel: Kernel, stream: LiveStream): Promise<readonly Subscription[]> {
  const actor = await inTransaction(stream.scope, (inside) => currentActor(inside, stream.who), true);
  if (!actor) {
    stream.end('over');
    return [];
  }
  if (!isSame(actor, stream.scope.actor)) stream.scope = actingAs(kernel, stream.scope, actor);
  const audiences = await inTransaction(stream.scope, (inside) => allowed(inside, stream), true);
  if (audiences.includes(null)) {
    stream.end('over');
    return [];
  }
  const changed = stream.subscriptions.filter(({ audience }, index) => audience !== audiences[index]);
  for (const [index, subscription] of stream.subscriptions.entries()) subscription.audience = audiences[index]!;
  return changed;
}

async function allowed(inside: AnyScope, stream: LiveStream) {
  const audiences: (string | null)[] = [];
  for (const { asked } of stream.subscriptions) {
    const row = await asked.topic.allow(inside as never, asked.params);
    audiences.push(row ? sameDrawing(stream, audienceOf(inside, asked, row)) : null);
  }
  return audiences;
}

/** Not by the look-ups of a request: an open stream must not keep a session from growing idle. */
async function currentActor(inside: AnyScope, who: Identified): Promise<Actor | null> {
  if (who.kind === 'anonymous') return { kind: 'anonymous' };
  if (who.kind === 'operator') {
    const [row] = await inside.em.execute<object[]>(operatorSession, [who.sessionId]);
    return row ? who.actor : null;
  }
  const [row] = await inside.em.execute<{ roles: OrganizationRole[] }[]>(who.sessionId ? session : apiToken, [
    who.sessionId ?? who.apiTokenId,
  ]);
  return row ? { ...who.actor, roles: new Set(row.roles) } : null;
}

const live = "s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours'";
const session = `select u.roles from session s join "user" u on u.organization_id = s.organization_id and u.id = s.user_id
  where s.id = ? and ${live} and u.suspended_at is null`;
const apiToken = `select u.roles from api_token t join "user" u on u.organization_id = t.organization_id and u.id = t.user_id
  where t.id = ? and t.revoked_at is null and t.expires_at > now() and u.suspended_at is null`;
const operatorSession = `select 1 from operator_session s join operator o on o.id = s.operator_id
  where s.id = ? and ${live} and o.suspended_at is null`;

const isSame = (one: Actor, other: Actor) =>
  one.kind !== 'user' || (other.kind === 'user' && one.roles.symmetricDifference(other.roles).size === 0);

function actingAs(kernel: Kernel, scope: AnyScope, actor: Actor): AnyScope {
  const { origin, locale, timeZone } = scope;
  const opening = { actor, origin, locale, timeZone };
  return scope.organization ? openScope(kernel, scope.organization, opening) : openInstallationScope(kernel, opening);
}
