import { prepared } from '#src/database/prepared.ts';
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
 * Asks again whether the sessions live and with which roles, and ends the streams where not. Whether a topic is still allowed is asked
 * where the roles have changed, and where one drawing goes to many; what is drawn for one person is asked for at each drawing. All are
 * of one organization, and are asked about in one short read: a thousand open streams must not crowd out the pages.
 * Returns the topics that somebody now sees with another audience.
 */
export async function checkStreams(kernel: Kernel, streams: readonly LiveStream[]): Promise<readonly Subscription[]> {
  const [first] = streams;
  if (!first) return [];
  const rights = await inTransaction(first.scope, (inside) => currentRights(inside, streams), true);
  return streams.flatMap((stream, index) => apply(kernel, stream, rights[index]!));
}

/** The actor of this moment and an audience for each subscription; null for who may no more. */
type Rights = { readonly actor: Actor; readonly audiences: readonly string[] } | null;

async function currentRights(inside: AnyScope, streams: readonly LiveStream[]): Promise<readonly Rights[]> {
  const actors = await currentActors(inside, streams);
  const rights: Rights[] = [];
  for (const [index, stream] of streams.entries()) rights.push(await rightsOf(inside, stream, actors[index]!));
  return rights;
}

async function rightsOf(inside: AnyScope, stream: LiveStream, actor: Actor | null): Promise<Rights> {
  if (!actor) return null;
  const as = { ...inside, em: inside.em, log: inside.log, actor } as AnyScope;
  const audiences: string[] = [];
  const hasRolesAsBefore = isSame(actor, stream.scope.actor);
  for (const { asked, audience } of stream.subscriptions) {
    if (hasRolesAsBefore && audience !== null && !asked.topic.audience) {
      audiences.push(audience);
      continue;
    }
    const row = await asked.topic.allow(as as never, asked.params);
    if (!row) return null;
    audiences.push(sameDrawing(stream, audienceOf(as, asked, row)));
  }
  return { actor, audiences };
}

function apply(kernel: Kernel, stream: LiveStream, rights: Rights): readonly Subscription[] {
  if (!rights) {
    stream.end('over');
    return [];
  }
  const { actor, audiences } = rights;
  if (!isSame(actor, stream.scope.actor)) stream.scope = actingAs(kernel, stream.scope, actor);
  const changed = stream.subscriptions.filter(({ audience }, index) => audience !== audiences[index]);
  for (const [index, subscription] of stream.subscriptions.entries()) subscription.audience = audiences[index]!;
  return changed;
}

/** Not by the look-ups of a request: an open stream must not keep a session from growing idle. */
async function currentActors(inside: AnyScope, streams: readonly LiveStream[]): Promise<readonly (Actor | null)[]> {
  const people = streams.map(({ who }) => who);
  const found = new Map<string, Actor>();
  for (const [look, key] of lookUps) {
    const asked = new Map(people.flatMap((who) => (key(who) ? [[key(who)!, who]] : [])));
    if (asked.size === 0) continue;
    const rows = await prepared<Row>(inside.em, look, [[...asked.keys()]]);
    for (const row of rows) found.set(row.id, withRoles(asked.get(row.id)!, row));
  }
  return people.map((who) => (who.kind === 'anonymous' ? { kind: 'anonymous' } : (found.get(keyOf(who)!) ?? null)));
}

interface Row {
  readonly id: string;
  readonly roles?: OrganizationRole[];
}

type SignedIn = Exclude<Identified, { readonly kind: 'anonymous' }>;

const withRoles = (who: Identified, { roles }: Row): Actor =>
  who.kind === 'user' ? { ...who.actor, roles: new Set(roles) } : (who as SignedIn).actor;

const sessionOf = (who: Identified) => (who.kind === 'user' ? who.sessionId : null);
const tokenOf = (who: Identified) => (who.kind === 'user' ? who.apiTokenId : null);
const operatorSessionOf = (who: Identified) => (who.kind === 'operator' ? who.sessionId : null);
const keyOf = (who: Identified) => sessionOf(who) ?? tokenOf(who) ?? operatorSessionOf(who);

const live = "s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours'";
const lookUps = [
  [
    `select s.id, u.roles from session s join "user" u on u.organization_id = s.organization_id and u.id = s.user_id
      where s.id = any($1::uuid[]) and ${live} and u.suspended_at is null`,
    sessionOf,
  ],
  [
    `select t.id, u.roles from api_token t join "user" u on u.organization_id = t.organization_id and u.id = t.user_id
      where t.id = any($1::uuid[]) and t.revoked_at is null and t.expires_at > now() and u.suspended_at is null`,
    tokenOf,
  ],
  [
    `select s.id from operator_session s join operator o on o.id = s.operator_id
      where s.id = any($1::uuid[]) and ${live} and o.suspended_at is null`,
    operatorSessionOf,
  ],
] as const;

const isSame = (one: Actor, other: Actor) =>
  one.kind !== 'user' || (other.kind === 'user' && one.roles.symmetricDifference(other.roles).size === 0);

function actingAs(kernel: Kernel, scope: AnyScope, actor: Actor): AnyScope {
  const { origin, locale, timeZone } = scope;
  const opening = { actor, origin, locale, timeZone };
  return scope.organization ? openScope(kernel, scope.organization, opening) : openInstallationScope(kernel, opening);
}
