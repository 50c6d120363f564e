import type { Scope } from '#src/scope/scope.ts';
import { isTestUser } from '../roles.ts';
import type { Member } from '../advantage/member.ts';
import type { MembershipChange } from './compare-roster.ts';

interface Read {
  readonly contextId: string;
  readonly platformId: string;
  readonly readId: string;
}

const make = `
  insert into lti_membership
    (id, organization_id, context_id, user_id, roles, is_test_user, person_sourced_id, group_ids, change, changed_in)
  select gen_random_uuid(), ?, ?, i.user_id, g.roles, g."isTestUser", g."personSourcedId", g."groupIds", 'joined', ?
  from jsonb_to_recordset(?::jsonb)
    as g(subject text, roles text[], "isTestUser" boolean, "personSourcedId" text, "groupIds" text[])
  cross join lateral (
    select i.user_id from identity i where i.kind = 'lti' and i.provider = ? and i.subject = g.subject limit 1
  ) i
  on conflict (context_id, user_id) do nothing`;

/** Puts people who have an identity into a context. One statement. */
export async function makeMemberships({ em, organization }: Scope, read: Read, members: readonly Member[]) {
  if (members.length === 0) return;
  const { contextId, platformId, readId } = read;
  const given = members.map(({ userId, roles, personSourcedId, groupIds }) => ({
    subject: userId,
    roles,
    isTestUser: isTestUser(roles),
    personSourcedId,
    groupIds,
  }));
  await em.execute(make, [organization.id, contextId, readId, JSON.stringify(given), platformId]);
}

const change = `
  update lti_membership m
  set roles = g.roles, is_test_user = g."isTestUser", person_sourced_id = g."personSourcedId", group_ids = g."groupIds",
    missing_since = null, left_at = null, change = coalesce(g.change, m.change),
    changed_in = case when g.change is null then m.changed_in else ?::uuid end,
    former_roles = case when g.change is null then m.former_roles else g."formerRoles" end,
    former_name = case when g.change is null then m.former_name else g."formerName" end
  from jsonb_to_recordset(?::jsonb) as g(id uuid, roles text[], "isTestUser" boolean, "personSourcedId" text,
    "groupIds" text[], change text, "formerRoles" text[], "formerName" text)
  where m.id = g.id`;

/** Brings memberships up to date; whoever is on the list is in the course. One statement. */
export async function changeMemberships({ em }: Scope, { readId }: Read, changes: readonly MembershipChange[]) {
  if (changes.length > 0) await em.execute(change, [readId, JSON.stringify(changes)]);
}

const missing = `
  update lti_membership set missing_since = now()
  where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/** Nothing but a mark: who is lacking stays until a person decides. One statement. */
export async function markMissing({ em }: Scope, ids: readonly string[]) {
  if (ids.length > 0) await em.execute(missing, [JSON.stringify(ids)]);
}
